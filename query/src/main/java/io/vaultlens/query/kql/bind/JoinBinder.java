package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.BinaryOperator;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** Binds join and lookup. */
final class JoinBinder {
    /** An absent text is empty; unlike coalesce, this is worked out once for each text it meets. */
    private static final String ABSENT_TEXT = "concat($1)";

    private final Binders binders;
    private final Comparisons comparisons;

    JoinBinder(Binders binders) {
        this.binders = binders;
        this.comparisons = new Comparisons(binders.binding(), new Conversions(binders.binding()));
    }

    /** One condition: the columns that must be equal, and where it stands. */
    private record Pair(RexInputRef left, RexInputRef right, Span span) {}

    Relation join(Operator.Join join, Relation input, Environment environment) {
        Relation right = binders.pipelines().bind(join.right(), environment);
        String kind = join.kind().isEmpty() ? "innerunique" : join.kind();
        if (input.parts().isPresent() && (kind.startsWith("right") || kind.equals("fullouter"))) {
            throw binders.error(
                    join.span(), "a join of kind " + kind + " is not supported inside mv-apply");
        }
        RowScope leftScope = new RowScope(binders, environment, input);
        RowScope rightScope = new RowScope(binders, environment, right);
        List<Pair> pairs = pairs(join.conditions(), leftScope, rightScope);
        if (kind.equals("innerunique")) {
            leftScope = new RowScope(binders, environment, firstOfEachKey(leftScope, pairs));
        }
        Relation left = leftScope.inOrder();
        right = rightScope.inOrder();
        return switch (kind) {
            case "inner", "innerunique" -> both(left, right, pairs, JoinRelType.INNER);
            case "leftouter" -> both(left, right, pairs, JoinRelType.LEFT);
            case "rightouter" -> both(left, right, pairs, JoinRelType.RIGHT);
            case "fullouter" -> both(left, right, pairs, JoinRelType.FULL);
            case "leftsemi" -> one(left, right, pairs, JoinRelType.SEMI);
            case "leftanti", "leftantisemi", "anti" -> one(left, right, pairs, JoinRelType.ANTI);
            case "rightsemi" -> one(right, left, turned(pairs), JoinRelType.SEMI);
            default -> one(right, left, turned(pairs), JoinRelType.ANTI);
        };
    }

    Relation lookup(Operator.Lookup lookup, Relation input, Environment environment) {
        Relation right = binders.pipelines().bind(lookup.right(), environment);
        RowScope leftScope = new RowScope(binders, environment, input);
        RowScope rightScope = new RowScope(binders, environment, right);
        List<Pair> pairs = pairs(lookup.conditions(), leftScope, rightScope);
        Set<Integer> keys = new HashSet<>();
        pairs.forEach(pair -> keys.add(pair.right.getIndex()));
        Relation values = rightScope.inOrder();
        values =
                values.seen(
                        values.fields().stream()
                                .filter(field -> !keys.contains(field.index()))
                                .toList());
        JoinRelType type = lookup.kind().equals("inner") ? JoinRelType.INNER : JoinRelType.LEFT;
        return both(leftScope.inOrder(), values, pairs, type);
    }

    /** These rows with the columns of another table but its first, which is the key. */
    Relation looked(Relation rows, int key, Relation table) {
        Pair pair = new Pair(rows.ref(key), table.ref(0), new Span(0, 0));
        Relation values = table.seen(table.fields().subList(1, table.fields().size()));
        return both(rows.ordered(List.of()), values, List.of(pair), JoinRelType.LEFT);
    }

    private static List<Pair> turned(List<Pair> pairs) {
        return pairs.stream().map(pair -> new Pair(pair.right, pair.left, pair.span)).toList();
    }

    private List<Pair> pairs(List<Expression> conditions, RowScope left, RowScope right) {
        List<Pair> pairs = new ArrayList<>();
        List<Expression> single = new ArrayList<>();
        conditions.forEach(condition -> split(condition, single));
        binders.each(single, condition -> pairs.add(pair(condition, left, right)));
        return pairs;
    }

    private static void split(Expression condition, List<Expression> single) {
        if (condition instanceof Expression.Binary binary
                && binary.operator() == BinaryOperator.AND) {
            split(binary.left(), single);
            split(binary.right(), single);
        } else {
            single.add(condition);
        }
    }

    private Pair pair(Expression condition, RowScope left, RowScope right) {
        if (condition instanceof Expression.Reference key) {
            Field leftKey = named(key, left.relation(), "left");
            Field rightKey = named(key, right.relation(), "right");
            return checked(
                    left.relation().ref(leftKey), right.relation().ref(rightKey), key.span());
        }
        if (condition instanceof Expression.Binary binary
                && binary.operator() == BinaryOperator.EQUAL) {
            Optional<Expression> leftSide = side("$left", binary);
            Optional<Expression> rightSide = side("$right", binary);
            if (leftSide.isPresent() && rightSide.isPresent()) {
                RexNode leftValue = value(leftSide.get(), "$left", left);
                RexNode rightValue = value(rightSide.get(), "$right", right);
                return checked(left.lift(leftValue), right.lift(rightValue), binary.span());
            }
        }
        throw binders.error(
                condition.span(),
                "a join compares columns of both sides for equality: a column's name, or"
                        + " $left.a == $right.b");
    }

    private Field named(Expression.Reference key, Relation rows, String side) {
        return rows.field(key.name())
                .orElseThrow(() ->
                        binders.error(
                                key.span(),
                                "the %s side has no column '%s'%s"
                                        .formatted(
                                                side,
                                                key.name(),
                                                Nearest.hint(key.name(), rows.names()))));
    }

    private static Optional<Expression> side(String side, Expression.Binary binary) {
        if (mentions(binary.left(), side)) {
            return Optional.of(binary.left());
        }
        return mentions(binary.right(), side) ? Optional.of(binary.right()) : Optional.empty();
    }

    private static boolean mentions(Expression expression, String side) {
        return switch (expression) {
            case Expression.Reference reference -> reference.name().equals(side);
            case Expression.Member member -> mentions(member.object(), side);
            case Expression.Index index -> mentions(index.object(), side);
            case Expression.Call call ->
                    call.values().stream().anyMatch(value -> mentions(value, side));
            default -> false;
        };
    }

    private RexNode value(Expression expression, String side, RowScope rows) {
        return binders.expressions()
                .bind(expression, new SideScope(binders, side, rows), Use.VALUE);
    }

    private Pair checked(RexInputRef left, RexInputRef right, Span span) {
        ColumnType leftType = Binding.type(left);
        ColumnType rightType = Binding.type(right);
        if (leftType == ColumnType.DYNAMIC || rightType == ColumnType.DYNAMIC) {
            throw binders.error(
                    span,
                    "a join cannot compare dynamic values; extend a column with tostring(…) first");
        }
        return new Pair(left, right, span);
    }

    /** The default kind keeps one row of the left for each key: the first. */
    private Relation firstOfEachKey(RowScope scope, List<Pair> pairs) {
        RexInputRef number = scope.lift(binders.plan().rex().rowNumber(List.of(), scope.order()));
        Relation rows = scope.relation();
        List<Integer> keys = new ArrayList<>();
        rows.parts().ifPresent(parts -> keys.addAll(parts.keys()));
        pairs.forEach(pair -> keys.add(pair.left.getIndex()));
        binders.plan().push(rows.node());
        binders.plan()
                .latest(
                        keys.stream().distinct().toList(),
                        number.getIndex(),
                        false,
                        OptionalInt.empty());
        List<RelFieldCollation> order = List.of(Relation.ascending(number.getIndex()));
        return rows.over(binders.plan().build()).ordered(order);
    }

    private RelNode joined(Relation left, Relation right, List<Pair> pairs, JoinRelType type) {
        List<RexNode> conditions = new ArrayList<>();
        for (Pair pair : pairs) {
            int place = left.width() + pair.right.getIndex();
            RexNode rightKey = new RexInputRef(place, pair.right.getType());
            conditions.add(comparisons.same(pair.left, rightKey, pair.span));
        }
        RexNode condition = RexUtil.composeConjunction(binders.plan().rex(), conditions);
        return LogicalJoin.create(left.node(), right.node(), List.of(), condition, Set.of(), type);
    }

    private Relation one(Relation left, Relation right, List<Pair> pairs, JoinRelType type) {
        return left.over(joined(left, right, pairs, type));
    }

    /** The columns of both sides; a right one whose name is taken gets a number. */
    private Relation both(Relation left, Relation right, List<Pair> pairs, JoinRelType type) {
        RelNode node = joined(left, right, pairs, type);
        ColumnNames names = new ColumnNames(binders);
        List<Field> fields = new ArrayList<>();
        for (Field field : left.fields()) {
            names.reserve(field.name());
            fields.add(field);
        }
        for (Field field : right.fields()) {
            fields.add(new Field(names.take(field.name()), left.width() + field.index()));
        }
        List<RelFieldCollation> order = new ArrayList<>();
        if (!left.order().isEmpty() && !right.order().isEmpty()) {
            order.addAll(left.order());
            right.order()
                    .forEach(key ->
                            order.add(key.withFieldIndex(left.width() + key.getFieldIndex())));
        }
        Relation rows = new Relation(node, fields, order, OptionalInt.empty(), left.parts());
        return type == JoinRelType.INNER ? rows : withTexts(rows);
    }

    /** A text is never null: on a side without a partner it is empty. */
    private Relation withTexts(Relation rows) {
        List<Scope.Column> columns = new ArrayList<>();
        for (Field field : rows.fields()) {
            RexNode value = rows.ref(field);
            boolean text = KqlTypes.columnType(value.getType()) == ColumnType.STRING;
            if (text && value.getType().isNullable()) {
                value =
                        binders.binding()
                                .sure("absent_text", ColumnType.STRING, ABSENT_TEXT, value);
            }
            columns.add(new Scope.Column(field.name(), value));
        }
        return rows.project(binders.plan(), columns);
    }
}
