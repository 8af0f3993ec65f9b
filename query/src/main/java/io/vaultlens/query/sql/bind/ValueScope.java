package io.vaultlens.query.sql.bind;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.bind.AggregateUse;
import io.vaultlens.query.kql.bind.ExpressionBinder;
import io.vaultlens.query.kql.bind.Scope;
import io.vaultlens.query.kql.bind.Use;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Calls functions of the library with values that SQL has bound: the values get the names {@code
 * $0}, {@code $1}, … and KQL's own binder does the rest.
 */
final class ValueScope implements Scope {
    private static final Span NOWHERE = new Span(0, 0);

    private final List<RexNode> values;
    private final List<AggregateUse> aggregates = new ArrayList<>();
    private final boolean takesAggregates;

    private ValueScope(List<RexNode> values, boolean takesAggregates) {
        this.values = values;
        this.takesAggregates = takesAggregates;
    }

    /** The value of a call of a scalar function. */
    static RexNode call(ExpressionBinder binder, String name, List<RexNode> values) {
        return binder.bind(call(name, values.size()), new ValueScope(values, false), Use.VALUE);
    }

    /** The value of {@code $0 op $1} and the like. */
    static RexNode value(ExpressionBinder binder, Expression expression, List<RexNode> values) {
        return binder.bind(expression, new ValueScope(values, false), Use.VALUE);
    }

    /** An aggregate function with its arguments. */
    static AggregateUse aggregate(ExpressionBinder binder, String name, List<RexNode> values) {
        ValueScope scope = new ValueScope(values, true);
        binder.bind(call(name, values.size()), scope, Use.VALUE);
        return scope.aggregates.getFirst();
    }

    /** The n-th value, counted from 0. */
    static Expression value(int index) {
        return new Expression.Reference("$" + index, NOWHERE);
    }

    private static Expression.Call call(String name, int arguments) {
        List<Expression.Argument> given = new ArrayList<>();
        for (int i = 0; i < arguments; i++) {
            given.add(new Expression.Argument(Optional.empty(), value(i)));
        }
        return new Expression.Call(new Name(name, NOWHERE), given, NOWHERE);
    }

    @Override
    public Optional<RexNode> name(String name) {
        int index = names().indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(values.get(index));
    }

    @Override
    public List<Column> columns() {
        return List.of();
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            names.add("$" + i);
        }
        return names;
    }

    @Override
    public Optional<RexNode> letCall(Expression.Call call) {
        return Optional.empty();
    }

    @Override
    public boolean isTable(Expression expression) {
        return false;
    }

    @Override
    public RelNode rows(Pipeline pipeline) {
        throw new UnsupportedOperationException("a query in KQL within SQL");
    }

    @Override
    public RelNode rows(Expression table) {
        throw new UnsupportedOperationException("a table in KQL within SQL");
    }

    @Override
    public Optional<AggregateSink> aggregates() {
        return takesAggregates ? Optional.of(new Sink()) : Optional.empty();
    }

    private final class Sink implements AggregateSink {
        @Override
        public Scope rows() {
            return new ValueScope(values, false);
        }

        @Override
        public boolean isKey(String column) {
            return false;
        }

        @Override
        public RexNode add(AggregateUse use) {
            aggregates.add(use);
            return new RexInputRef(0, KqlTypes.of(use.type()));
        }
    }
}
