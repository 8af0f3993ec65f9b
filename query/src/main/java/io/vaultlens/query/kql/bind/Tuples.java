package io.vaultlens.query.kql.bind;

import static io.vaultlens.collector.catalog.ColumnType.DYNAMIC;
import static io.vaultlens.collector.catalog.ColumnType.LONG;
import static io.vaultlens.collector.catalog.ColumnType.REAL;
import static java.util.Map.entry;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
            Map.ofEntries(
                    entry("series_stats", parts("min min_idx: max max_idx: avg stdev variance")),
                    entry(
                            "series_fit_line",
                            parts("rsquare slope variance rvariance interception line_fit[]")),
                    entry(
                            "series_fit_2lines",
                            parts(
                                    "rsquare split_idx: variance rvariance line_fit[]"
                                            + " right_rsquare right_slope right_interception"
                                            + " right_variance right_rvariance left_rsquare"
                                            + " left_slope left_interception left_variance"
                                            + " left_rvariance")),
                    entry(
                            "series_fit_poly",
                            parts("rsquare coefficients[] variance rvariance poly_fit[]")),
                    entry("series_fft", parts("real[] imag[]")),
                    entry("series_ifft", parts("real[] imag[]")),
                    entry("series_periods_detect", parts("periods[] scores[]")),
                    entry("series_periods_validate", parts("periods[] scores[]")),
                    entry("series_decompose", parts("baseline[] seasonal[] trend[] residual[]")),
                    entry(
                            "series_decompose_forecast",
                            parts("baseline[] seasonal[] trend[] residual[]")),
                    entry("series_decompose_anomalies", parts("ad_flag[] ad_score[] baseline[]")));

    /** Reals as they are, longs with a colon after the name, arrays with brackets. */
    private static List<Part> parts(String names) {
        List<Part> parts = new ArrayList<>();
        for (String each : names.split(" ")) {
            String name = each.replaceAll("[:\\[\\]]", "");
            boolean whole = each.endsWith(":");
            parts.add(new Part(name, whole ? LONG : each.endsWith("]") ? DYNAMIC : REAL));
        }
        return List.copyOf(parts);
    }

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

    /** Whether a function takes a series apart, so that its values differ in kind. */
    boolean givesParts(String name) {
        return PARTS.containsKey(name);
    }

    /** Whether a call gives several values, of which {@code [1]} is the second. */
    boolean givesSeveral(Expression.Call call) {
        String name = call.name().text().toLowerCase(Locale.ROOT);
        return PARTS.containsKey(name) || SORTS.contains(name) && call.arguments().size() > 1;
    }

    /** One of the values of such a call. */
    RexNode part(Expression.Call call, RexNode place, Span span, Scope scope) {
        List<Scope.Column> columns = bind(call.name().text().toLowerCase(Locale.ROOT), call, scope);
        long index = Binding.constant(place).map(Object::toString).map(Long::valueOf).orElse(-1L);
        if (index < 0 || index >= columns.size()) {
            throw binding.error(
                    span,
                    "%s() has %d values; write the number of one, from 0"
                            .formatted(call.name().text(), columns.size()));
        }
        return columns.get((int) index).value();
    }

    /** The columns of a call. */
    List<Scope.Column> bind(String name, Expression.Call call, Scope scope) {
        if (SORTS.contains(name)) {
            return sorted(name, call, scope);
        }
        RexNode bag = expressions.inner(name + "_dynamic", call, scope);
        String first = call.arguments().isEmpty() ? "" : ResultNames.of(call.values().getFirst());
        String prefix = name + "_" + first + "_";
        List<Scope.Column> columns = new ArrayList<>();
        for (Part part : PARTS.get(name)) {
            RexNode value = property(bag, part.name, call.span());
            columns.add(new Scope.Column(prefix + part.name, conversions.to(part.type, value)));
        }
        return columns;
    }

    /** A property, or one of the bags {@code right} and {@code left}. */
    private RexNode property(RexNode bag, String name, Span span) {
        for (String side : List.of("right", "left")) {
            if (name.startsWith(side + "_")) {
                RexNode inner = paths.property(bag, side, span);
                return paths.property(inner, name.substring(side.length() + 1), span);
            }
        }
        return paths.property(bag, name, span);
    }

    /** A sorted array for each array, all sorted by the first. */
    private List<Scope.Column> sorted(String name, Expression.Call call, Scope scope) {
        List<Scope.Column> columns = new ArrayList<>();
        int arrays = 0;
        RexNode sorted = expressions.inner(name + "_all", call, scope);
        for (Expression each : call.values()) {
            RexNode value = expressions.bind(each, scope, Use.VALUE);
            if (Binding.type(value) == ColumnType.BOOL) {
                break;
            }
            String own =
                    scope.aggregates().isPresent()
                            ? ResultNames.of(each, binding.library())
                            : ResultNames.of(each);
            RexNode place = binding.rex().number(arrays);
            columns.add(
                    new Scope.Column(
                            (own.isEmpty() ? "array" + arrays : own) + "_sorted",
                            paths.element(sorted, place, call.span())));
            arrays++;
        }
        return columns;
    }
}
