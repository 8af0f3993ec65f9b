package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.NestedLevel;
import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Binds top-nested: level by level the rows get a tag, the value they belong to, and those of no
 * chosen value are dropped or become "others"; the groups of each level join those of the one
 * before.
 */
final class TopNestedBinder {
    private static final String VALUE = " value";
    private static final String WEIGHT = " weight";
    private static final String CHOSEN = " chosen";
    private static final String OTHERS = " others";

    private final Binders binders;
    private final SummarizeBinder summarize;

    TopNestedBinder(Binders binders, SummarizeBinder summarize) {
        this.binders = binders;
        this.summarize = summarize;
    }

    /**
     * What is known after some levels.
     *
     * @param rows the rows that are still in, with their tags
     * @param groups a row for each combination of tags, with the weights
     * @param tags the names of the tags' columns
     * @param others whether rows may stand for others
     * @param columns the result's columns: their names, and where they are found among the groups
     */
    private record Levels(
            Relation rows,
            Optional<Relation> groups,
            List<String> tags,
            boolean others,
            List<Field> columns) {}

    Relation topNested(Operator.TopNested nested, Relation input, Environment environment) {
        PartTags parts = PartTags.of(input.ordered(List.of()));
        Levels levels = new Levels(parts.rows(), Optional.empty(), parts.tags(), false, List.of());
        for (int i = 0; i < nested.levels().size(); i++) {
            levels = with(nested.levels().get(i), i, levels, environment, nested.span());
        }
        Relation groups = levels.groups.orElseThrow();
        ColumnNames names = new ColumnNames(binders);
        List<Scope.Column> columns = new ArrayList<>();
        for (Field field : levels.columns) {
            columns.add(new Scope.Column(names.take(field.name()), groups.ref(field.index())));
        }
        return parts.restored(groups).project(binders.plan(), columns);
    }

    private Levels with(
            NestedLevel level, int number, Levels before, Environment environment, Span span) {
        RowScope scope = new RowScope(binders, environment, before.rows);
        Scope.Column value = binders.items().bind(level.value(), scope).getFirst();
        RexInputRef place = scope.copy(value.value());
        Relation rows = named(scope.relation(), VALUE, place.getIndex());
        Relation chosen = chosen(level, rows, before, environment, span);
        boolean others = before.others || level.others().isPresent();
        Relation tagged = tagged(level, number, rows, chosen, before, environment);
        List<String> tags = new ArrayList<>(before.tags);
        tags.add(VALUE + number);
        if (others) {
            tags.add(OTHERS + number);
        }
        Relation weighed =
                others
                        ? weighed(level, number, tagged, tags, environment, span)
                        : renamed(chosen, VALUE, VALUE + number);
        Relation groups =
                before.groups.map(upper -> joined(upper, weighed, before.tags)).orElse(weighed);
        String name = value.name().isEmpty() ? "Column" + (number + 1) : value.name();
        String weight =
                level.weight().names().isEmpty()
                        ? "aggregated_" + name
                        : level.weight().names().getFirst().text();
        // The groups grow to the right: the latest level's columns are the last of their names.
        List<Field> columns = new ArrayList<>(before.columns);
        columns.add(new Field(name, last(groups, VALUE + number)));
        columns.add(new Field(weight, last(groups, WEIGHT)));
        return new Levels(tagged, Optional.of(groups), tags, others, columns);
    }

    /** The groups that a level takes: the first by weight within the level above. */
    private Relation chosen(
            NestedLevel level, Relation rows, Levels before, Environment environment, Span span) {
        Relation candidates = rows;
        if (before.others) {
            RowScope scope = new RowScope(binders, environment, rows);
            RexNode in = not(rows.ref(rows.field(before.tags.getLast()).orElseThrow()));
            candidates = RowBinder.filtered(scope, in);
        }
        List<String> keys = new ArrayList<>(before.tags);
        keys.add(VALUE);
        Relation groups = groups(level, keys, candidates, environment, span);
        RowScope scope = new RowScope(binders, environment, groups);
        Relation first = groups;
        if (level.count().isPresent()) {
            RexNode number = scope.lift(rank(level, before.tags, groups));
            RexNode most = binders.functions().scalar(level.count().get(), environment);
            if (!List.of(ColumnType.INT, ColumnType.LONG).contains(Binding.type(most))) {
                throw binders.error(
                        level.count().get().span(),
                        "the number of values is a long, found " + Binding.type(most).kqlName());
            }
            first =
                    RowBinder.filtered(
                            scope,
                            binders.plan()
                                    .rex()
                                    .makeCall(
                                            SqlStdOperatorTable.LESS_THAN_OR_EQUAL, number, most));
        }
        RowScope marked = new RowScope(binders, environment, first);
        RexInputRef mark = marked.copy(binders.plan().rex().makeLiteral(true));
        return named(marked.relation(), CHOSEN, mark.getIndex());
    }

    private RexNode rank(NestedLevel level, List<String> tags, Relation groups) {
        List<RexNode> parts = new ArrayList<>();
        tags.forEach(tag -> parts.add(groups.ref(groups.field(tag).orElseThrow())));
        EnumSet<SqlKind> directions = EnumSet.of(SqlKind.NULLS_LAST);
        if (!level.ascending()) {
            directions.add(SqlKind.DESCENDING);
        }
        RexFieldCollation order =
                new RexFieldCollation(groups.ref(groups.field(WEIGHT).orElseThrow()), directions);
        RexFieldCollation tie =
                new RexFieldCollation(
                        groups.ref(groups.field(VALUE).orElseThrow()),
                        EnumSet.of(SqlKind.NULLS_LAST));
        return binders.plan().rex().rowNumber(parts, List.of(order, tie));
    }

    /** The weight of each combination of keys. */
    private Relation groups(
            NestedLevel level,
            List<String> keys,
            Relation rows,
            Environment environment,
            Span span) {
        List<NamedExpression> by = new ArrayList<>();
        for (String key : keys) {
            by.add(new NamedExpression(List.of(), new Expression.Reference(key, span), span));
        }
        NamedExpression weight =
                new NamedExpression(List.of(new Name(WEIGHT, span)), level.weight().value(), span);
        Operator.Summarize group = new Operator.Summarize(List.of(weight), by, span);
        return summarize.summarize(group, rows, environment);
    }

    /** The rows with the value they belong to; those of no chosen value are others, or go. */
    private Relation tagged(
            NestedLevel level,
            int number,
            Relation rows,
            Relation chosen,
            Levels before,
            Environment environment) {
        boolean others = before.others || level.others().isPresent();
        List<String> keys = new ArrayList<>(before.tags);
        keys.add(VALUE);
        RelNode node = join(rows, chosen, keys, others ? JoinRelType.LEFT : JoinRelType.INNER);
        Relation joined = rows.over(node);
        RexNode value = joined.ref(rows.field(VALUE).orElseThrow());
        int mark = rows.width() + chosen.field(CHOSEN).orElseThrow().index();
        RowScope scope = new RowScope(binders, environment, joined);
        if (!others) {
            int copy = scope.copy(value).getIndex();
            return named(scope.relation(), VALUE + number, copy);
        }
        RexNode in =
                binders.plan().rex().makeCall(SqlStdOperatorTable.IS_NOT_NULL, joined.ref(mark));
        RexNode otherwise =
                level.others()
                        .map(given -> binders.functions().scalar(given, environment))
                        .map(given -> binders.expressions().convert(given, Binding.type(value)))
                        .orElse(binders.plan().rex().literal(Binding.type(value), null));
        RexNode tag =
                binders.binding()
                        .call(
                                "nested_value",
                                Binding.type(value),
                                "CASE WHEN $1 THEN $2 ELSE $3 END",
                                in,
                                value,
                                otherwise);
        RexInputRef out = scope.copy(not(in));
        RexInputRef place = scope.copy(tag);
        Relation all = scope.relation();
        if (level.others().isEmpty()) {
            RexNode above = all.ref(all.field(before.tags.getLast()).orElseThrow());
            RowScope kept = new RowScope(binders, environment, all);
            all =
                    RowBinder.filtered(
                            kept, binders.plan().rex().makeCall(SqlStdOperatorTable.OR, in, above));
        }
        all = named(all, VALUE + number, place.getIndex());
        return named(all, OTHERS + number, out.getIndex());
    }

    /** The weights of the tagged rows; others have one only where the level asks for others. */
    private Relation weighed(
            NestedLevel level,
            int number,
            Relation tagged,
            List<String> tags,
            Environment environment,
            Span span) {
        Relation groups = groups(level, tags, tagged, environment, span);
        if (level.others().isPresent()) {
            return groups;
        }
        Field weight = groups.field(WEIGHT).orElseThrow();
        RowScope scope = new RowScope(binders, environment, groups);
        ColumnType type = Binding.type(groups.ref(weight));
        RexNode kept =
                binders.binding()
                        .call(
                                "nested_weight",
                                type,
                                "CASE WHEN $1 THEN NULL ELSE $2 END",
                                groups.ref(groups.field(OTHERS + number).orElseThrow()),
                                groups.ref(weight));
        int place = scope.copy(kept).getIndex();
        return named(scope.relation(), WEIGHT, place);
    }

    private Relation joined(Relation upper, Relation lower, List<String> tags) {
        RelNode node = join(upper, lower, tags, JoinRelType.INNER);
        List<Field> fields = new ArrayList<>(upper.fields());
        for (Field field : lower.fields()) {
            if (!tags.contains(field.name())) {
                fields.add(new Field(field.name(), upper.width() + field.index()));
            }
        }
        return new Relation(node, fields, List.of(), OptionalInt.empty(), Optional.empty());
    }

    /** The rows of both sides whose keys are the same, two nulls included. */
    private RelNode join(Relation left, Relation right, List<String> keys, JoinRelType type) {
        List<RexNode> conditions = new ArrayList<>();
        for (String key : keys) {
            Field other = right.field(key).orElseThrow();
            RexInputRef ours = left.ref(left.field(key).orElseThrow());
            RexInputRef theirs =
                    new RexInputRef(left.width() + other.index(), right.type(other.index()));
            conditions.add(
                    binders.plan()
                            .rex()
                            .makeCall(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, ours, theirs));
        }
        RexNode condition = RexUtil.composeConjunction(binders.plan().rex(), conditions);
        return LogicalJoin.create(left.node(), right.node(), List.of(), condition, Set.of(), type);
    }

    private RexNode not(RexNode value) {
        return binders.plan().rex().makeCall(SqlStdOperatorTable.NOT, value);
    }

    /** With a column under a name, which no other has then. */
    private static Relation named(Relation rows, String name, int index) {
        List<Field> fields = new ArrayList<>(rows.fields());
        fields.removeIf(field -> field.name().equals(name));
        fields.add(new Field(name, index));
        return rows.seen(fields);
    }

    private static Relation renamed(Relation rows, String from, String to) {
        return rows.seen(
                rows.fields().stream()
                        .map(field ->
                                field.name().equals(from) ? new Field(to, field.index()) : field)
                        .toList());
    }

    private static int last(Relation rows, String name) {
        return rows.fields().reversed().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow()
                .index();
    }
}
