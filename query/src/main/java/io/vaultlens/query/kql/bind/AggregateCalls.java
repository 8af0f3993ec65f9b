package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.function.Aggregate;
import io.vaultlens.query.function.ArgumentException;
import io.vaultlens.query.function.Arguments;
import io.vaultlens.query.function.Signature;
import io.vaultlens.query.kql.ast.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/** Binds aggregate functions: their arguments over the rows, their value over the groups. */
final class AggregateCalls {
    private final ExpressionBinder expressions;
    private final Binding binding;
    private final Conversions conversions;

    AggregateCalls(ExpressionBinder expressions, Binding binding, Conversions conversions) {
        this.expressions = expressions;
        this.binding = binding;
        this.conversions = conversions;
    }

    /** What stands for the value of an aggregate in an expression over groups. */
    RexNode bind(Expression.Call call, Scope scope) {
        return bind(call, call.values(), scope);
    }

    /** The same with these arguments instead of the call's own. */
    RexNode bind(Expression.Call call, List<Expression> given, Scope scope) {
        Scope.AggregateSink sink = scope.aggregates().orElseThrow();
        List<RexNode> values = new ArrayList<>();
        for (Expression each : given) {
            if (each instanceof Expression.Star && call.name().text().equalsIgnoreCase("count")) {
                throw binding.error(each.span(), "count() takes no star; write count()");
            }
            values.add(expressions.bind(each, sink.rows(), Use.VALUE));
        }
        return use(call, values, sink);
    }

    /** Adds the aggregate of values that are bound already. */
    RexNode use(Expression.Call call, List<RexNode> values, Scope.AggregateSink sink) {
        List<Aggregate> overloads = binding.library().aggregates(call.name().text());
        List<ColumnType> types = values.stream().map(Binding::type).toList();
        Aggregate best = null;
        List<ColumnType> targets = List.of();
        for (Aggregate each : overloads) {
            Optional<List<ColumnType>> accepted = each.signature().accept(types);
            boolean better =
                    accepted.isPresent()
                            && (best == null
                                    || Signature.cost(types, accepted.get())
                                            < Signature.cost(types, targets));
            if (better) {
                best = each;
                targets = accepted.get();
            }
        }
        if (best == null) {
            throw new Misfit(binding, call)
                    .of(overloads.stream().map(Aggregate::signature).toList(), types);
        }
        return sink.add(use(best, targets, values, call));
    }

    private AggregateUse use(
            Aggregate aggregate,
            List<ColumnType> targets,
            List<RexNode> values,
            Expression.Call call) {
        List<RexNode> operands = new ArrayList<>(conversions.to(targets, values));
        List<Optional<Object>> constants = operands.stream().map(Binding::constant).toList();
        Arguments arguments = new Arguments(targets, constants);
        Optional<RexNode> condition = Optional.empty();
        if (aggregate.condition().isPresent()) {
            condition = Optional.of(operands.remove(aggregate.condition().getAsInt()));
        }
        ColumnType type = aggregate.signature().resultFor(targets);
        String core = template(aggregate.core(), arguments, call);
        String finish = template(aggregate.finish(), arguments, call);
        return new AggregateUse(
                call.name().text().toLowerCase(java.util.Locale.ROOT),
                core,
                type == ColumnType.STRING ? "coalesce(" + finish + ", '')" : finish,
                type,
                operands.subList(0, used(core)),
                condition);
    }

    /** Settings such as an accuracy are part of the SQL: only what the core names is an operand. */
    private static int used(String core) {
        int most = 0;
        for (int place = 1; place <= 9; place++) {
            most = core.contains("$" + place) ? place : most;
        }
        return most;
    }

    private String template(
            io.vaultlens.query.function.Template template,
            Arguments arguments,
            Expression.Call call) {
        try {
            return template.forArguments(arguments);
        } catch (ArgumentException e) {
            throw binding.error(
                    call.arguments().get(e.index()).value().span(),
                    "argument %d of %s() %s"
                            .formatted(e.index() + 1, call.name().text(), e.getMessage()));
        }
    }

    /** The name KQL gives the column of an aggregate. */
    String name(Expression.Call call) {
        return ResultNames.ofAggregate(call, binding.library());
    }
}
