package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.plan.BoundQuery;
import io.vaultlens.query.plugin.Patterns;
import io.vaultlens.query.plugin.Patterns.Pattern;
import io.vaultlens.query.plugin.Patterns.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Binds basket, autocluster and diffpatterns: the combinations of values are asked of the data, and
 * patterns found among them before the query runs.
 */
final class PatternBinder {
    private static final int MOST_COMBINATIONS = 50_000;
    private static final String WEIGHT = " weight";
    private static final String DEFAULT = "~";

    private final Binders binders;

    PatternBinder(Binders binders) {
        this.binders = binders;
    }

    /** The arguments of a call, by place; a tilde and what is missing stand for the default. */
    private record Arguments(List<Expression> given) {
        Optional<Expression> at(int place) {
            return place < given.size() && !isDefault(given.get(place))
                    ? Optional.of(given.get(place))
                    : Optional.empty();
        }

        private static boolean isDefault(Expression expression) {
            return expression instanceof Expression.Literal literal
                    && DEFAULT.equals(literal.value());
        }
    }

    Relation patterns(Expression.Call call, Relation input, Environment environment) {
        Arguments arguments = new Arguments(call.values());
        try {
            return switch (call.name().text().toLowerCase(Locale.ROOT)) {
                case "basket" -> basket(call, arguments, input, environment);
                case "autocluster" -> clusters(call, arguments, input, environment);
                default -> differences(call, arguments, input, environment);
            };
        } catch (IllegalArgumentException tooMany) {
            throw binders.error(call.span(), tooMany.getMessage());
        }
    }

    private Relation basket(
            Expression.Call call, Arguments arguments, Relation input, Environment environment) {
        double threshold = number(arguments.at(0), 0.05, 0.015, 1);
        int dimensions = (int) number(arguments.at(2), 5, 1, 20);
        List<Field> columns = columns(input, arguments.at(1), Optional.empty());
        Patterns patterns =
                new Patterns(
                        rows(call, input, columns, arguments.at(1), environment), columns.size());
        return one(
                patterns, patterns.frequent(threshold, dimensions), input, columns, arguments, 3);
    }

    private Relation clusters(
            Expression.Call call, Arguments arguments, Relation input, Environment environment) {
        double sizeWeight = number(arguments.at(0), 0.5, 0, 1);
        List<Field> columns = columns(input, arguments.at(1), Optional.empty());
        Patterns patterns =
                new Patterns(
                        rows(call, input, columns, arguments.at(1), environment), columns.size());
        return one(patterns, patterns.clusters(sizeWeight), input, columns, arguments, 3);
    }

    private Relation differences(
            Expression.Call call, Arguments arguments, Relation input, Environment environment) {
        if (call.values().size() < 3
                || !(call.values().getFirst() instanceof Expression.Reference split)) {
            throw binders.error(call.span(), "diffpatterns() takes a column and two of its values");
        }
        double threshold = number(arguments.at(4), 0.05, 0.015, 1);
        int dimensions = (int) number(arguments.at(5), 5, 1, 20);
        List<Field> columns = columns(input, arguments.at(3), Optional.of(split));
        List<Field> all = new ArrayList<>(columns);
        all.add(
                input.field(split.name())
                        .orElseThrow(() ->
                                binders.error(
                                        split.span(), "unknown column '" + split.name() + "'")));
        Object a = value(call.values().get(1));
        Object b = value(call.values().get(2));
        List<Row> sides = new ArrayList<>();
        for (Row row : rows(call, input, all, arguments.at(3), environment)) {
            Object side = row.values().getLast();
            boolean inA = Objects.equals(String.valueOf(side), String.valueOf(a));
            boolean inB = Objects.equals(String.valueOf(side), String.valueOf(b));
            List<Object> values = row.values().subList(0, columns.size());
            sides.add(new Row(values, inA ? row.a() : 0, inB ? row.a() : 0));
        }
        Patterns patterns = new Patterns(sides, columns.size());
        return two(
                patterns, patterns.differences(threshold, dimensions), input, columns, arguments);
    }

    private double number(Optional<Expression> given, double otherwise, double least, double most) {
        if (given.isEmpty()) {
            return otherwise;
        }
        if (value(given.get()) instanceof Number number
                && number.doubleValue() >= least
                && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw binders.error(
                given.get().span(),
                "a literal number from %s to %s stands here".formatted(least, most));
    }

    private Object value(Expression expression) {
        return Binding.constant(binders.functions().constant(expression)).orElse(null);
    }

    /** All columns but the one that weighs and the one that splits. */
    private static List<Field> columns(
            Relation input, Optional<Expression> weight, Optional<Expression.Reference> split) {
        String weighing = weight.map(ResultNames::of).orElse("");
        String splitting = split.map(Expression.Reference::name).orElse("");
        return input.fields().stream()
                .filter(field -> !field.name().equals(weighing) && !field.name().equals(splitting))
                .toList();
    }

    /** Each combination of values and how much it weighs. */
    private List<Row> rows(
            Expression.Call call,
            Relation input,
            List<Field> columns,
            Optional<Expression> weight,
            Environment environment) {
        Expression total =
                new Expression.Call(
                        new Name(weight.isPresent() ? "sum" : "count", call.span()),
                        weight.stream()
                                .map(given -> new Expression.Argument(Optional.empty(), given))
                                .toList(),
                        call.span());
        List<NamedExpression> keys = new ArrayList<>();
        for (Field column : columns) {
            Expression key = new Expression.Reference(column.name(), call.span());
            keys.add(new NamedExpression(List.of(), key, call.span()));
        }
        NamedExpression weighed =
                new NamedExpression(List.of(new Name(WEIGHT, call.span())), total, call.span());
        Operator group = new Operator.Summarize(List.of(weighed), keys, call.span());
        List<Operator> operators = new ArrayList<>(List.of(group));
        operators.addAll(Fragments.operators("take " + (MOST_COMBINATIONS + 1)));
        Relation found = binders.pipelines().bind(input.ordered(List.of()), operators, environment);
        BoundQuery question = KqlBinder.bound(found, Optional.empty(), binders.plan());
        List<Row> rows = new ArrayList<>();
        for (List<Object> row : binders.inquiry().rows(question)) {
            double size = row.getLast() instanceof Number number ? number.doubleValue() : 0;
            rows.add(new Row(row.subList(0, columns.size()), size, 0));
        }
        rows.sort(Comparator.comparing(row -> row.values().toString()));
        if (rows.size() > MOST_COMBINATIONS) {
            throw new IllegalArgumentException(
                    "there are more than %,d combinations of values; project fewer columns"
                            .formatted(MOST_COMBINATIONS));
        }
        return rows;
    }

    private Relation one(
            Patterns patterns,
            List<Pattern> found,
            Relation input,
            List<Field> columns,
            Arguments arguments,
            int wildcards) {
        List<List<RexLiteral>> rows = new ArrayList<>();
        for (Pattern pattern : found) {
            List<RexLiteral> row = new ArrayList<>();
            row.add(binders.plan().rex().number(rows.size()));
            row.add(binders.plan().rex().number(Math.round(pattern.a())));
            row.add(percent(patterns.shareA(pattern)));
            row.addAll(values(pattern, input, columns, arguments, wildcards));
            rows.add(row);
        }
        List<ColumnType> types = List.of(ColumnType.LONG, ColumnType.LONG, ColumnType.REAL);
        return table(List.of("SegmentId", "Count", "Percent"), types, rows, input, columns);
    }

    private Relation two(
            Patterns patterns,
            List<Pattern> found,
            Relation input,
            List<Field> columns,
            Arguments arguments) {
        List<List<RexLiteral>> rows = new ArrayList<>();
        for (Pattern pattern : found) {
            List<RexLiteral> row = new ArrayList<>();
            row.add(binders.plan().rex().number(rows.size()));
            row.add(binders.plan().rex().number(Math.round(pattern.a())));
            row.add(binders.plan().rex().number(Math.round(pattern.b())));
            row.add(percent(patterns.shareA(pattern)));
            row.add(percent(patterns.shareB(pattern)));
            row.add(percent(patterns.difference(pattern)));
            row.addAll(values(pattern, input, columns, arguments, 6));
            rows.add(row);
        }
        return table(
                List.of("SegmentId", "CountA", "CountB", "PercentA", "PercentB", "PercentDiffAB"),
                List.of(
                        ColumnType.LONG,
                        ColumnType.LONG,
                        ColumnType.LONG,
                        ColumnType.REAL,
                        ColumnType.REAL,
                        ColumnType.REAL),
                rows,
                input,
                columns);
    }

    private RexLiteral percent(double share) {
        return binders.plan().rex().literal(ColumnType.REAL, Math.round(share * 10_000) / 100.0);
    }

    /** A pattern's values; any value shows as the wildcard of its type, else as null. */
    private List<RexLiteral> values(
            Pattern pattern,
            Relation input,
            List<Field> columns,
            Arguments arguments,
            int wildcards) {
        List<RexLiteral> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnType type = Binding.type(input.ref(columns.get(i)));
            Object value = pattern.values().get(i);
            values.add(
                    value == Patterns.ANY
                            ? wildcard(type, arguments, wildcards)
                            : binders.plan().rex().literal(type, value));
        }
        return values;
    }

    private RexLiteral wildcard(ColumnType type, Arguments arguments, int from) {
        for (int place = from; place < arguments.given.size(); place++) {
            RexNode given = binders.functions().constant(arguments.given.get(place));
            boolean fits = Binding.type(given) == type && given instanceof RexLiteral;
            if (fits && arguments.at(place).isPresent()) {
                return (RexLiteral) given;
            }
        }
        return binders.plan().rex().literal(type, null);
    }

    private Relation table(
            List<String> names,
            List<ColumnType> types,
            List<List<RexLiteral>> rows,
            Relation input,
            List<Field> columns) {
        ColumnNames unique = new ColumnNames(binders);
        List<String> allNames = new ArrayList<>();
        names.forEach(name -> allNames.add(unique.take(name)));
        List<ColumnType> allTypes = new ArrayList<>(types);
        for (Field column : columns) {
            allNames.add(unique.take(column.name()));
            allTypes.add(Binding.type(input.ref(column)));
        }
        return Relation.of(binders.plan().rows(allNames, allTypes, rows).build(), allNames);
    }
}
