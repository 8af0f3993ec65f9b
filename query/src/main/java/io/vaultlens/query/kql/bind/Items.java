package io.vaultlens.query.kql.bind;

import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamedExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rex.RexNode;

/**
 * Binds the items of project, extend and summarize to their columns: most give one, some functions
 * several.
 */
public final class Items {
    private final ExpressionBinder expressions;
    private final Binding binding;
    private final AggregateCalls aggregates;
    private final Tuples tuples;

    /** A binder for the items of one query. */
    public Items(ExpressionBinder expressions) {
        this.expressions = expressions;
        this.binding = expressions.binding();
        Conversions conversions = new Conversions(binding);
        this.aggregates = new AggregateCalls(expressions, binding, conversions);
        this.tuples = expressions.tuples();
    }

    /** The columns of an item; a name is empty where KQL numbers the column. */
    public List<Scope.Column> bind(NamedExpression item, Scope scope) {
        List<Scope.Column> columns = columns(item.value(), item.names().size(), scope);
        List<Name> names = item.names();
        if (names.size() > columns.size()) {
            throw binding.error(
                    names.get(columns.size()).span(),
                    "%d names are given, the expression has %d value%s"
                            .formatted(
                                    names.size(), columns.size(), columns.size() == 1 ? "" : "s"));
        }
        List<Scope.Column> named = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Scope.Column column = columns.get(i);
            String name = i < names.size() ? names.get(i).text() : column.name();
            named.add(new Scope.Column(name, column.value()));
        }
        return named;
    }

    /** One name for the parts of a series takes the first; no name and several take them all. */
    private List<Scope.Column> columns(Expression value, int names, Scope scope) {
        if (value instanceof Expression.Call call) {
            String name = call.name().text().toLowerCase(Locale.ROOT);
            boolean aggregate =
                    scope.aggregates().isPresent()
                            && (Picks.NAMES.contains(name)
                                    || !binding.library().aggregates(name).isEmpty());
            if (aggregate) {
                return aggregate(name, call, scope);
            }
            if (tuples.binds(name)) {
                List<Scope.Column> all = tuples.bind(name, call, scope);
                return names == 1 && tuples.givesParts(name) ? all.subList(0, 1) : all;
            }
        }
        String name =
                scope.aggregates().isPresent()
                        ? ResultNames.of(value, binding.library())
                        : ResultNames.of(value);
        return List.of(new Scope.Column(name, expressions.bind(value, scope, Use.VALUE)));
    }

    private List<Scope.Column> aggregate(String name, Expression.Call call, Scope scope) {
        Scope.AggregateSink sink = scope.aggregates().orElseThrow();
        if (Picks.NAMES.contains(name)) {
            return new Picks(expressions, aggregates, sink).bind(name, call);
        }
        if (name.startsWith("percentile") && !name.contains("array")) {
            return percentiles(name, call, scope);
        }
        return List.of(new Scope.Column(aggregates.name(call), aggregates.bind(call, scope)));
    }

    /** One column for each percentage: {@code percentile_X_50}. */
    private List<Scope.Column> percentiles(String name, Expression.Call call, Scope scope) {
        List<Expression> given = call.values();
        int first = name.contains("w") ? 2 : 1;
        List<Scope.Column> columns = new ArrayList<>();
        for (Expression percentage : given.subList(Math.min(first, given.size()), given.size())) {
            List<Expression> one = new ArrayList<>(given.subList(0, first));
            one.add(percentage);
            RexNode number = expressions.bind(percentage, scope, Use.VALUE);
            String share =
                    Binding.constant(number)
                            .map(Items::fragment)
                            .orElseThrow(() ->
                                    binding.error(
                                            percentage.span(),
                                            "a percentage must be a literal number"));
            columns.add(
                    new Scope.Column(
                            "percentile_" + ResultNames.of(given.getFirst()) + "_" + share,
                            aggregates.bind(single(name, call), one, scope)));
        }
        if (columns.isEmpty()) {
            throw binding.error(call.span(), name + "() takes a value and a percentage");
        }
        return columns;
    }

    private static Expression.Call single(String name, Expression.Call call) {
        String one = name.contains("w") ? "percentilew" : "percentile";
        return new Expression.Call(
                new Name(one, call.name().span()), call.arguments(), call.span());
    }

    private static String fragment(Object percentage) {
        String text = percentage.toString();
        String plain = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return plain.replace('.', '_');
    }
}
