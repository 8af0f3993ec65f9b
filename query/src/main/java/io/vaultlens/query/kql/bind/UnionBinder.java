package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.ast.Source;
import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.kql.bind.Relation.Parts;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexNode;

/** Binds union. */
final class UnionBinder {
    /** The name of the rows that make a part each, which no query can write. */
    static final String PARTS = " parts";

    private final Binders binders;

    UnionBinder(Binders binders) {
        this.binders = binders;
    }

    /** One table of a union. */
    record Leg(String name, Relation rows) {}

    /** A column of the result: what it is called, and which columns it is filled from. */
    private record Merged(String name, String source, ColumnType type) {}

    Relation union(Operator.Union union, Environment environment) {
        return union(union, new ArrayList<>(), environment);
    }

    Relation union(Operator.Union union, Relation input, Environment environment) {
        List<Leg> legs = new ArrayList<>();
        legs.add(new Leg("union_arg0", input));
        return union(union, legs, environment);
    }

    private Relation union(Operator.Union union, List<Leg> legs, Environment environment) {
        for (Pipeline table : union.tables()) {
            legs.addAll(legs(table, legs.size(), union.fuzzy(), environment));
        }
        if (legs.isEmpty()) {
            throw binders.error(union.span(), "none of the union's tables exists");
        }
        Optional<Parts> parts = legs.getFirst().rows.parts();
        List<Leg> all =
                parts.isPresent() ? inParts(legs, parts.get(), union.span(), environment) : legs;
        List<Merged> columns = union.inner() ? common(all) : merged(all);
        return merged(all, columns, union.sourceColumn());
    }

    /** All rows of some tables, each with its table's name. */
    Relation merged(List<Leg> legs, Optional<Name> sourceColumn) {
        return merged(legs, merged(legs), sourceColumn);
    }

    /** The rows of one entry of a list of tables: of several tables where it is a wildcard. */
    List<Leg> legs(Pipeline table, int number, boolean fuzzy, Environment environment) {
        if (table.source() instanceof Source.Table source && source.name().wildcard()) {
            return wildcard(source, fuzzy, environment);
        }
        try {
            Relation rows = binders.pipelines().bind(table, environment);
            return List.of(new Leg(name(table, number), rows));
        } catch (QueryException e) {
            // A fuzzy union goes on without the tables it cannot reach.
            if (fuzzy && !exists(table, environment)) {
                return List.of();
            }
            throw e;
        }
    }

    private List<Leg> wildcard(Source.Table source, boolean fuzzy, Environment environment) {
        List<TableNames.Named> found = binders.tables().matching(source.name(), environment);
        if (found.isEmpty() && !fuzzy) {
            throw binders.error(
                    source.span(), "no table's name is like '" + source.name().text() + "'");
        }
        return found.stream().map(each -> new Leg(each.name(), each.rows())).toList();
    }

    private boolean exists(Pipeline table, Environment environment) {
        return switch (table.source()) {
            case Source.Table source -> binders.tables().exists(source.name().text(), environment);
            case Source.Qualified(_, Source.Table source, _) ->
                    binders.tables().exists(source.name().text(), environment);
            case Source.Function function ->
                    binders.functions().isTable(function.call(), environment)
                            && !isTableCall(function.call());
            case Source.Nested nested -> exists(nested.pipeline(), environment);
            default -> true;
        };
    }

    private static boolean isTableCall(Expression.Call call) {
        return call.name().text().equals("table");
    }

    /** What withsource calls a table: its name where it stands alone, else its number. */
    private static String name(Pipeline table, int number) {
        if (table.operators().isEmpty()) {
            switch (table.source()) {
                case Source.Table source -> {
                    return source.name().text();
                }
                case Source.Qualified(_, Source.Table source, _) -> {
                    return source.name().text();
                }
                case Source.Function function -> {
                    return function.call().name().text();
                }
                default -> {
                    // It has no name.
                }
            }
        }
        return "union_arg" + number;
    }

    private static Map<String, Set<ColumnType>> types(List<Leg> legs) {
        Map<String, Set<ColumnType>> types = new LinkedHashMap<>();
        for (Leg leg : legs) {
            for (Field field : leg.rows.fields()) {
                types.computeIfAbsent(field.name(), _ -> new LinkedHashSet<>())
                        .add(Binding.type(leg.rows.ref(field)));
            }
        }
        return types;
    }

    /** All columns; one that has several types becomes several columns, named after them. */
    private List<Merged> merged(List<Leg> legs) {
        ColumnNames names = new ColumnNames(binders);
        Map<String, Set<ColumnType>> all = types(legs);
        all.forEach((name, types) -> {
            if (types.size() == 1) {
                names.reserve(name);
            }
        });
        List<Merged> columns = new ArrayList<>();
        all.forEach((name, types) -> {
            for (ColumnType type : types) {
                String unique = types.size() == 1 ? name : names.take(name + "_" + type.kqlName());
                columns.add(new Merged(unique, name, type));
            }
        });
        return columns;
    }

    /** The columns that all tables have, with one type. */
    private static List<Merged> common(List<Leg> legs) {
        List<Merged> columns = new ArrayList<>();
        types(legs)
                .forEach((name, types) -> {
                    boolean everywhere =
                            legs.stream().allMatch(leg -> leg.rows.field(name).isPresent());
                    if (everywhere && types.size() == 1) {
                        columns.add(new Merged(name, name, types.iterator().next()));
                    }
                });
        return columns;
    }

    private Relation merged(List<Leg> legs, List<Merged> columns, Optional<Name> sourceColumn) {
        Hidden hidden = hidden(legs);
        List<RelNode> nodes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        sourceColumn.ifPresent(name -> names.add(name.text()));
        columns.forEach(column -> names.add(column.name));
        for (Leg leg : legs) {
            List<Scope.Column> values = new ArrayList<>();
            sourceColumn.ifPresent(name ->
                    values.add(new Scope.Column(name.text(), binders.plan().rex().text(leg.name))));
            for (Merged column : columns) {
                values.add(new Scope.Column(column.name, value(leg.rows, column)));
            }
            nodes.add(projected(leg.rows, values, hidden, nodes.size()));
        }
        RelNode all = nodes.size() == 1 ? nodes.getFirst() : LogicalUnion.create(nodes, true);
        return hidden.over(all, names);
    }

    /**
     * What a union carries along out of sight.
     *
     * @param parts how many columns tell the parts of a partition apart
     * @param carried how many columns of a part's row follow them
     * @param ordered whether the table and the number within it follow, which the rows stay in
     */
    private record Hidden(int parts, int carried, boolean ordered) {
        Relation over(RelNode all, List<String> names) {
            Relation rows = Relation.of(all, names);
            int first = names.size();
            if (parts > 0) {
                List<Integer> keys = IntStream.range(first, first + parts).boxed().toList();
                int next = first + parts;
                List<Integer> row = IntStream.range(next, next + carried).boxed().toList();
                rows = rows.parted(Optional.of(new Parts(keys, row)));
            }
            int order = first + parts + carried;
            return ordered
                    ? rows.ordered(
                            List.of(Relation.ascending(order), Relation.ascending(order + 1)))
                    : rows;
        }
    }

    /** Rows of the text itself and those of a part stay in the order of the union's tables. */
    private static Hidden hidden(List<Leg> legs) {
        Optional<Parts> parts = legs.getFirst().rows.parts();
        boolean few = legs.stream().allMatch(leg -> SmallRows.are(leg.rows.node()));
        return new Hidden(
                parts.map(each -> each.keys().size()).orElse(0),
                parts.map(each -> each.carried().size()).orElse(0),
                parts.isPresent() || (few && legs.size() > 1));
    }

    private RelNode projected(Relation rows, List<Scope.Column> values, Hidden hidden, int number) {
        List<Scope.Column> all = new ArrayList<>(values);
        rows.parts()
                .ifPresent(parts -> {
                    parts.keys().forEach(key -> all.add(new Scope.Column("_part", rows.ref(key))));
                    parts.carried()
                            .forEach(each -> all.add(new Scope.Column("_row", rows.ref(each))));
                });
        if (hidden.ordered) {
            RowScope scope = new RowScope(binders, Environment.empty(), rows);
            RexNode place = binders.plan().rex().rowNumber(List.of(), scope.order());
            all.add(new Scope.Column("_table", binders.plan().rex().number(number)));
            all.add(new Scope.Column("_number", place));
        }
        Relation plain =
                new Relation(
                        rows.node(),
                        rows.fields(),
                        List.of(),
                        OptionalInt.empty(),
                        Optional.empty());
        return plain.project(binders.plan(), all).node();
    }

    /** Tables that know no parts stand in every part. */
    private List<Leg> inParts(List<Leg> legs, Parts parts, Span span, Environment environment) {
        List<Leg> all = new ArrayList<>();
        for (Leg leg : legs) {
            Optional<Parts> own = leg.rows.parts();
            if (own.isPresent() && own.get().keys().size() == parts.keys().size()) {
                all.add(leg);
            } else if (own.isPresent() || environment.find(PARTS).isEmpty()) {
                throw binders.error(
                        span, "this union would join rows of different parts; write it outside");
            } else {
                Meaning.Table every = (Meaning.Table) environment.find(PARTS).get();
                all.add(new Leg(leg.name, crossed(every.rows().get(), leg.rows)));
            }
        }
        return all;
    }

    /** Each part with all rows of a table. */
    private Relation crossed(Relation every, Relation rows) {
        RelNode node =
                LogicalJoin.create(
                        every.node(),
                        rows.node(),
                        List.of(),
                        binders.plan().rex().makeLiteral(true),
                        Set.of(),
                        JoinRelType.INNER);
        int width = every.width();
        return new Relation(
                node,
                rows.fields().stream()
                        .map(field -> new Field(field.name(), width + field.index()))
                        .toList(),
                rows.order().stream()
                        .map(key -> key.withFieldIndex(width + key.getFieldIndex()))
                        .toList(),
                OptionalInt.empty(),
                every.parts());
    }

    private RexNode value(Relation rows, Merged column) {
        return rows.field(column.source)
                .map(field -> (RexNode) rows.ref(field))
                .filter(value -> Binding.type(value) == column.type)
                .orElseGet(() -> binders.plan().rex().literal(column.type, null));
    }
}
