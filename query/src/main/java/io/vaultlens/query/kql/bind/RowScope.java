package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.plan.KqlRex;
import io.vaultlens.query.plan.PlanBuilder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;

/**
 * What names mean over the rows of a relation: its columns, then the query's own values.
 *
 * <p>Binding may add columns out of sight; {@link #relation} is what the values are then over.
 */
class RowScope implements Scope {
    private final Binders binders;
    private final Environment environment;
    private Relation relation;

    RowScope(Binders binders, Environment environment, Relation relation) {
        this.binders = binders;
        this.environment = environment;
        this.relation = relation;
    }

    /** The relation that bound values are over. */
    Relation relation() {
        return relation;
    }

    KqlRex rex() {
        return binders.plan().rex();
    }

    Environment environment() {
        return environment;
    }

    @Override
    public Optional<RexNode> name(String name) {
        Optional<RexNode> column = relation.field(name).map(relation::ref);
        return column.isPresent() ? column : environment.value(name).map(Meaning.Value::value);
    }

    @Override
    public List<Column> columns() {
        return relation.columns();
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(relation.names());
        names.addAll(environment.valueNames());
        return names;
    }

    @Override
    public Optional<RexNode> letCall(Expression.Call call) {
        return binders.functions().value(call, this, environment);
    }

    @Override
    public boolean isTable(Expression expression) {
        boolean column =
                expression instanceof Expression.Reference reference
                        && relation.field(reference.name()).isPresent();
        return !column && binders.functions().isTable(expression, environment);
    }

    @Override
    public RelNode rows(Pipeline pipeline) {
        return plan(binders.pipelines().bind(pipeline, environment));
    }

    @Override
    public RelNode rows(Expression table) {
        return plan(binders.functions().table(table, environment));
    }

    private RelNode plan(Relation rows) {
        return rows.project(binders.plan(), rows.columns()).node();
    }

    @Override
    public List<RexFieldCollation> order() {
        return relation.order().stream().map(this::key).toList();
    }

    private RexFieldCollation key(RelFieldCollation key) {
        Set<SqlKind> directions = EnumSet.noneOf(SqlKind.class);
        if (key.getDirection() == RelFieldCollation.Direction.DESCENDING) {
            directions.add(SqlKind.DESCENDING);
        }
        directions.add(
                key.nullDirection == RelFieldCollation.NullDirection.FIRST
                        ? SqlKind.NULLS_FIRST
                        : SqlKind.NULLS_LAST);
        return new RexFieldCollation(relation.ref(key.getFieldIndex()), directions);
    }

    @Override
    public RexInputRef lift(RexNode value) {
        if (value instanceof RexInputRef ref) {
            return ref;
        }
        return copy(value);
    }

    @Override
    public void keepOrder(RexNode number) {
        if (relation.order().isEmpty() && number instanceof RexInputRef ref) {
            relation = relation.ordered(List.of(Relation.ascending(ref.getIndex())));
        }
    }

    /**
     * Rows that the query's text holds get a number each, which orders them; others lose theirs.
     */
    Relation inOrder() {
        if (!SmallRows.are(relation.node())) {
            return relation.ordered(List.of());
        }
        RexInputRef number = copy(rex().rowNumber(List.of(), order()));
        return relation.ordered(List.of(Relation.ascending(number.getIndex())));
    }

    @Override
    public Optional<RexNode> hidden(String name) {
        int index = relation.node().getRowType().getFieldNames().indexOf(name);
        boolean seen = relation.fields().stream().anyMatch(field -> field.index() == index);
        return index < 0 || seen ? Optional.empty() : Optional.of(relation.ref(index));
    }

    @Override
    public Optional<RexNode> option(String name) {
        return environment.option(name);
    }

    @Override
    public Optional<RexNode> overall(AggregateUse use) {
        GroupInput input = new GroupInput(this);
        SummarizeBinder.Call call = input.call(use);
        PlanBuilder plan = binders.plan().another();
        input.push(plan);
        AggregateCall aggregate = call.aggregate(input.order(), "overall");
        RelNode group = plan.group(List.of(), List.of(aggregate)).build();
        return Optional.of(RexSubQuery.scalar(group));
    }

    @Override
    public RexNode overallNumber() {
        List<RexFieldCollation> order = new ArrayList<>();
        relation.parts()
                .ifPresent(parts ->
                        parts.keys()
                                .forEach(key ->
                                        order.add(
                                                new RexFieldCollation(
                                                        relation.ref(key),
                                                        Set.of(SqlKind.NULLS_LAST)))));
        order.addAll(order());
        Optional<Relation.Parts> parts = relation.parts();
        Relation whole = relation.parted(Optional.empty());
        relation = whole.with(rex(), "_number", rex().rowNumber(List.of(), order)).parted(parts);
        return relation.ref(relation.width() - 1);
    }

    /** A column of its own for a value, even where it is a column already. */
    RexInputRef copy(RexNode value) {
        relation = relation.with(rex(), "_lifted", value);
        return relation.ref(relation.width() - 1);
    }

    /** The value itself, or a column of it where a window function stands in the way. */
    RexNode plain(RexNode value) {
        return RexOver.containsOver(value) ? lift(value) : value;
    }
}
