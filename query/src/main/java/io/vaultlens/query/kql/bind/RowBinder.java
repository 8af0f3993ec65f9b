package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.SortKey;
import io.vaultlens.query.plan.KqlOperator;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.plan.Spelling;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Binds the operators that choose and order rows.
 *
 * <p>An order is carried along, not put into the plan: it is needed at the very end, and below a
 * limit.
 */
final class RowBinder {
    private final Binders binders;

    RowBinder(Binders binders) {
        this.binders = binders;
    }

    Relation where(Operator.Where where, Relation input, Environment environment) {
        RowScope scope = new RowScope(binders, environment, input);
        Expression predicate = where.predicate();
        if (SearchTerms.hasStar(predicate)) {
            // A star stands for any text column; without one nothing can be found.
            Span span = predicate.span();
            predicate =
                    new SearchTerms(false, input)
                            .over(predicate)
                            .orElse(new Expression.Literal(ColumnType.BOOL, false, span));
        }
        RexNode condition = binders.expressions().condition(predicate, scope, Use.FILTER);
        return filtered(scope, condition);
    }

    /** The rows of a scope that meet a condition. */
    static Relation filtered(RowScope scope, RexNode condition) {
        // Calcite wants one AND of many instead of a chain of them.
        RexNode flat = scope.rex().flat(condition);
        RexNode plain = scope.plain(flat);
        Relation rows = scope.relation();
        return rows.over(LogicalFilter.create(rows.node(), plain));
    }

    /** No rows at all. */
    Relation none(Relation input) {
        RexNode never = binders.plan().rex().makeLiteral(false);
        return input.over(LogicalFilter.create(input.node(), never));
    }

    Relation take(Operator.Take take, Relation input, Environment environment) {
        return first(take.count(), input, environment);
    }

    Relation sample(Operator.Sample sample, Relation input, Environment environment) {
        KqlOperator random =
                new KqlOperator(
                        "rand",
                        KqlTypes.notNull(ColumnType.REAL),
                        false,
                        Spelling.template("random()"));
        Relation shuffled =
                input.with(binders.plan().rex(), "_random", binders.plan().rex().call(random));
        RelFieldCollation order =
                new RelFieldCollation(
                        shuffled.width() - 1, Direction.ASCENDING, NullDirection.LAST);
        return first(sample.count(), shuffled.ordered(List.of(order)), environment)
                .ordered(List.of());
    }

    Relation sampleDistinct(
            Operator.SampleDistinct sample,
            Relation input,
            Environment environment,
            SummarizeBinder summarize) {
        Relation values =
                summarize.distinct(
                        new Operator.Distinct(List.of(sample.value()), sample.span()),
                        input,
                        environment);
        return first(sample.count(), values, environment);
    }

    Relation sort(Operator.Sort sort, Relation input, Environment environment) {
        return sorted(sort.keys(), input, environment);
    }

    Relation top(Operator.Top top, Relation input, Environment environment) {
        return first(top.count(), sorted(top.keys(), input, environment), environment);
    }

    /**
     * The rows in the order of these keys; few that compare equal stay in the order they are in.
     */
    Relation sorted(List<SortKey> keys, Relation input, Environment environment) {
        RowScope scope = new RowScope(binders, environment, input);
        List<RelFieldCollation> order = new ArrayList<>();
        binders.each(keys, key -> order.add(key(key, scope)));
        if (SmallRows.are(input.node())) {
            order.addAll(scope.inOrder().order());
        }
        return scope.relation().ordered(order);
    }

    /** Descending unless the text says otherwise; null is the smallest value. */
    private RelFieldCollation key(SortKey key, RowScope scope) {
        RexNode value = binders.expressions().bind(key.value().value(), scope, Use.VALUE);
        if (Binding.type(value) == ColumnType.DYNAMIC) {
            value = binders.expressions().convert(value, ColumnType.STRING);
        }
        RexInputRef column = scope.lift(value);
        boolean ascending = key.ascending().orElse(false);
        boolean nullsFirst = key.nullsFirst().orElse(ascending);
        return new RelFieldCollation(
                column.getIndex(),
                ascending ? Direction.ASCENDING : Direction.DESCENDING,
                nullsFirst ? NullDirection.FIRST : NullDirection.LAST);
    }

    /** The first rows in the order they are in; within a partition, of each part. */
    Relation first(Expression count, Relation input, Environment environment) {
        RexNode bound = binders.functions().scalar(count, environment);
        ColumnType type = Binding.type(bound);
        if (type == ColumnType.INT || type == ColumnType.LONG) {
            Optional<Object> constant = Binding.constant(bound);
            if (constant.isPresent() && input.parts().isEmpty()) {
                return first(((Number) constant.get()).longValue(), input);
            }
            return numbered(bound, input);
        }
        throw binders.error(count.span(), "the number of rows is a long, found " + type.kqlName());
    }

    private Relation first(long count, Relation input) {
        RexNode fetch = binders.plan().rex().number(Math.max(0, count));
        RelNode sorted =
                LogicalSort.create(input.node(), RelCollations.of(input.order()), null, fetch);
        return input.over(sorted);
    }

    /** A limit that no literal says, or one for each part: by the rows' numbers. */
    private Relation numbered(RexNode count, Relation input) {
        RowScope scope = new RowScope(binders, Environment.empty(), input);
        RexNode number = scope.lift(binders.plan().rex().rowNumber(List.of(), scope.order()));
        RexNode within =
                binders.plan()
                        .rex()
                        .makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, number, count);
        return filtered(scope, within);
    }
}
