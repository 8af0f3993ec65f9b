package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;

/** Binds the aggregates that take several columns of one row: arg_max, arg_min, take_any. */
final class Picks {
    static final List<String> NAMES =
            List.of("arg_max", "arg_min", "take_any", "any", "argmax", "argmin");

    private final ExpressionBinder expressions;
    private final Binding binding;
    private final AggregateCalls aggregates;
    private final Scope.AggregateSink sink;

    Picks(ExpressionBinder expressions, AggregateCalls aggregates, Scope.AggregateSink sink) {
        this.expressions = expressions;
        this.binding = expressions.binding();
        this.aggregates = aggregates;
        this.sink = sink;
    }

    /** The columns of the picked row. */
    List<Scope.Column> bind(String name, Expression.Call call) {
        if (call.arguments().isEmpty()) {
            throw binding.error(call.span(), name + "() takes at least 1 argument, found 0");
        }
        return name.startsWith("arg") ? extreme(name, call) : any(name, call);
    }

    private List<Scope.Column> any(String name, Expression.Call call) {
        List<Scope.Column> columns = new ArrayList<>();
        boolean only = call.arguments().size() == 1;
        List<Scope.Column> picked = columns(call.values(), new HashSet<>());
        boolean star = call.values().getFirst() instanceof Expression.Star;
        for (Scope.Column each : picked) {
            RexNode value = aggregates.use(call, List.of(each.value()), sink);
            boolean prefixed = name.equals("any") && only && !star;
            columns.add(new Scope.Column(prefixed ? "any_" + each.name() : each.name(), value));
        }
        return columns;
    }

    private List<Scope.Column> extreme(String name, Expression.Call call) {
        boolean greatest = name.endsWith("max");
        Expression first = call.values().getFirst();
        RexNode by = expressions.bind(first, sink.rows(), Use.VALUE);
        String byName = ResultNames.of(first);
        Set<String> taken = new HashSet<>();
        taken.add(byName);
        List<Scope.Column> columns = new ArrayList<>();
        ColumnType type = Binding.type(by);
        // The old spellings name their columns after what they look for.
        String prefix = greatest ? "max_" : "min_";
        String ownName = name.contains("_") && !byName.isEmpty() ? byName : prefix + byName;
        String restPrefix = name.contains("_") ? "" : ownName + "_";
        columns.add(
                new Scope.Column(
                        ownName, add(name, greatest ? "max($1)" : "min($1)", type, List.of(by))));
        List<Expression> rest = call.values().subList(1, call.arguments().size());
        for (Scope.Column each : columns(rest, taken)) {
            String sql =
                    (greatest ? "arg_max_null" : "arg_min_null")
                            + "($1, coalesce($2, "
                            + last(type, greatest)
                            + "))";
            RexNode value = add(name, sql, Binding.type(each.value()), List.of(each.value(), by));
            columns.add(new Scope.Column(restPrefix + each.name(), value));
        }
        return columns;
    }

    /** What no value comes after: a row without a value is taken only where there is no other. */
    private static String last(ColumnType type, boolean greatest) {
        return switch (type) {
            case BOOL -> greatest ? "false" : "true";
            case INT -> greatest ? "-2147483648" : "2147483647";
            case LONG, DATETIME, TIMESPAN ->
                    greatest ? "-9223372036854775808" : "9223372036854775807";
            case REAL -> greatest ? "'-inf'::DOUBLE" : "'inf'::DOUBLE";
            case DECIMAL -> greatest ? "-100000000000000000000" : "100000000000000000000";
            case GUID ->
                    greatest
                            ? "'00000000-0000-0000-0000-000000000000'::UUID"
                            : "'ffffffff-ffff-ffff-ffff-ffffffffffff'::UUID";
            case STRING, DYNAMIC -> greatest ? "''" : "chr(1114111)";
        };
    }

    private RexNode add(String name, String core, ColumnType type, List<RexNode> operands) {
        String finish = type == ColumnType.STRING ? "coalesce(#, '')" : "#";
        return sink.add(
                new AggregateUse(name, core, finish, type, operands, java.util.Optional.empty()));
    }

    private List<Scope.Column> columns(List<Expression> given, Set<String> taken) {
        List<Scope.Column> columns = new ArrayList<>();
        int number = 0;
        for (Expression each : given) {
            if (each instanceof Expression.Star) {
                for (Scope.Column column : sink.rows().columns()) {
                    if (!taken.contains(column.name()) && !sink.isKey(column.name())) {
                        columns.add(column);
                    }
                }
            } else {
                String name = ResultNames.of(each);
                RexNode value = expressions.bind(each, sink.rows(), Use.VALUE);
                columns.add(new Scope.Column(name.isEmpty() ? "arg" + number : name, value));
            }
            number++;
        }
        return columns;
    }
}
