package io.vaultlens.query.kql.bind;

import static io.vaultlens.collector.catalog.ColumnType.DYNAMIC;
import static io.vaultlens.collector.catalog.ColumnType.LONG;
import static io.vaultlens.collector.catalog.ColumnType.REAL;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;

/**
 * Binds the functions that give several columns: each has a twin in the library, named with {@code
 * _dynamic} at the end, that gives them as a bag.
 */
final class Tuples {
    /** A column of a function: its part of the name and its type. */
    private record Part(String name, ColumnType type) {}

    private static final Map<String, List<Part>> PARTS =
            Map.of(
                    "series_stats",
                    List.of(
                            new Part("min", REAL),
                            new Part("min_idx", LONG),
                            new Part("max", REAL),
                            new Part("max_idx", LONG),
                            new Part("avg", REAL),
                            new Part("stdev", REAL),
                            new Part("variance", REAL)),
                    "series_fit_line",
                    List.of(
                            new Part("rsquare", REAL),
                            new Part("slope", REAL),
                            new Part("variance", REAL),
                            new Part("rvariance", REAL),
                            new Part("interception", REAL),
                            new Part("line_fit", DYNAMIC)),
                    "series_fit_2lines",
                    List.of(
                            new Part("rsquare", REAL),
                            new Part("split_idx", LONG),
                            new Part("variance", REAL),
                            new Part("rvariance", REAL),
                            new Part("line_fit", DYNAMIC),
                            new Part("right_rsquare", REAL),
                            new Part("right_slope", REAL),
                            new Part("right_interception", REAL),
                            new Part("right_variance", REAL),
                            new Part("right_rvariance", REAL),
                            new Part("left_rsquare", REAL),
                            new Part("left_slope", REAL),
                            new Part("left_interception", REAL),
                            new Part("left_variance", REAL),
                            new Part("left_rvariance", REAL)),
                    "series_fit_poly",
                    List.of(
                            new Part("rsquare", REAL),
                            new Part("coefficients", DYNAMIC),
                            new Part("variance", REAL),
                            new Part("rvariance", REAL),
                            new Part("poly_fit", DYNAMIC)),
                    "series_fft",
                    List.of(new Part("real", DYNAMIC), new Part("imag", DYNAMIC)),
                    "series_ifft",
                    List.of(new Part("real", DYNAMIC), new Part("imag", DYNAMIC)),
                    "series_periods_validate",
                    List.of(new Part("periods", DYNAMIC), new Part("scores", DYNAMIC)));

    private static final List<String> SORTS = List.of("array_sort_asc", "array_sort_desc");

    private final ExpressionBinder expressions;
    private final Conversions conversions;
    private final Binding binding;
    private final Paths paths;

    Tuples(ExpressionBinder expressions, Binding binding, Conversions conversions) {
        this.expressions = expressions;
        this.binding = binding;
        this.conversions = conversions;
        this.paths = new Paths(binding);
    }

    /** Whether a function gives several columns. */
    boolean binds(String name) {
        return PARTS.containsKey(name) || SORTS.contains(name);
    }

    /** The columns of a call. */
    List<Scope.Column> bind(String name, Expression.Call call, Scope scope) {
        if (SORTS.contains(name)) {
            return sorted(call, scope);
        }
        Expression.Call twin =
                new Expression.Call(
                        new Name(name + "_dynamic", call.name().span()),
                        call.arguments(),
                        call.span());
        RexNode bag = expressions.bind(twin, scope, Use.VALUE);
        String first = call.arguments().isEmpty() ? "" : ResultNames.of(call.values().getFirst());
        String prefix = name + "_" + (first.isEmpty() ? "" : first + "_");
        List<Scope.Column> columns = new ArrayList<>();
        for (Part part : PARTS.get(name)) {
            RexNode value = paths.property(bag, part.name, call.span());
            columns.add(new Scope.Column(prefix + part.name, conversions.to(part.type, value)));
        }
        return columns;
    }

    /** A sorted array for each array, all sorted by the first. */
    private List<Scope.Column> sorted(Expression.Call call, Scope scope) {
        List<Scope.Column> columns = new ArrayList<>();
        int arrays = 0;
        Expression.Call all =
                new Expression.Call(
                        new Name(call.name().text() + "_all", call.name().span()),
                        call.arguments(),
                        call.span());
        RexNode sorted = expressions.bind(all, scope, Use.VALUE);
        for (Expression each : call.values()) {
            RexNode value = expressions.bind(each, scope, Use.VALUE);
            if (Binding.type(value) == ColumnType.BOOL) {
                break;
            }
            String name = ResultNames.of(each);
            RexNode place = binding.rex().number(arrays);
            columns.add(
                    new Scope.Column(
                            (name.isEmpty() ? "array" + arrays : name) + "_sorted",
                            paths.element(sorted, place, call.span())));
            arrays++;
        }
        return columns;
    }
}
