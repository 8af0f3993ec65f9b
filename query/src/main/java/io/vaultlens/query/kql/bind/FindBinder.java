package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.Name;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.FindColumn;
import io.vaultlens.query.kql.ast.Pipeline;
import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.kql.bind.UnionBinder.Leg;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexNode;

/** Binds find: rows of many tables that meet a predicate, with the columns they share. */
final class FindBinder {
    private static final String SOURCE = "source_";
    private static final String PACKED = "pack_";

    private final Binders binders;
    private final UnionBinder unions;
    private final SearchBinder searches;

    FindBinder(Binders binders, UnionBinder unions, SearchBinder searches) {
        this.binders = binders;
        this.unions = unions;
        this.searches = searches;
    }

    /** A column of the result: its name, what it is filled from, and its type. */
    private record Output(String name, String source, ColumnType type, boolean converts) {}

    Relation find(Operator.Find find, Environment environment) {
        List<Leg> legs = new ArrayList<>();
        for (Pipeline table : find.tables()) {
            legs.addAll(unions.legs(table, legs.size(), false, environment));
        }
        if (find.tables().isEmpty()) {
            legs.addAll(searches.everything(find.span(), environment));
        }
        return find(find, legs, environment);
    }

    /** Over the rows of a pipeline. */
    Relation find(Operator.Find find, Relation input, Environment environment) {
        return find(find, List.of(new Leg("find_arg0", input)), environment);
    }

    private Relation find(Operator.Find find, List<Leg> tables, Environment environment) {
        List<Leg> legs = searches.found(find.predicate(), false, tables, environment);
        List<Output> outputs = find.smart() ? smart(find, legs) : asked(find.columns(), legs);
        List<Leg> projected =
                legs.stream().map(leg -> projected(find, leg, outputs, environment)).toList();
        Name source = find.sourceColumn().orElse(new Name(SOURCE, find.span()));
        return unions.merged(projected, Optional.of(source));
    }

    /** The columns of the predicate, then those that all tables have; one for each type. */
    private static List<Output> smart(Operator.Find find, List<Leg> legs) {
        Set<String> names = new LinkedHashSet<>(SearchTerms.columns(find.predicate()));
        for (Field field : legs.getFirst().rows().fields()) {
            if (legs.stream().allMatch(leg -> leg.rows().field(field.name()).isPresent())) {
                names.add(field.name());
            }
        }
        List<Output> outputs = new ArrayList<>();
        for (String name : names) {
            Set<ColumnType> types = types(name, legs);
            for (ColumnType type : types) {
                String unique = types.size() == 1 ? name : name + "_" + type.kqlName();
                outputs.add(new Output(unique, name, type, false));
            }
        }
        return outputs;
    }

    private static Set<ColumnType> types(String name, List<Leg> legs) {
        Set<ColumnType> types = new LinkedHashSet<>();
        for (Leg leg : legs) {
            leg.rows()
                    .field(name)
                    .ifPresent(field -> types.add(Binding.type(leg.rows().ref(field))));
        }
        return types;
    }

    /** The columns that project lists. */
    private List<Output> asked(List<FindColumn> columns, List<Leg> legs) {
        List<Output> outputs = new ArrayList<>();
        for (FindColumn column : columns) {
            String name = column.name().text();
            Set<ColumnType> types = types(name, legs);
            if (column.type().isPresent()) {
                ColumnType type = column.type().get();
                String unique = types.size() > 1 ? name + "_" + type.kqlName() : name;
                outputs.add(new Output(unique, name, type, true));
            } else if (types.size() == 1) {
                outputs.add(new Output(name, name, types.iterator().next(), false));
            } else {
                throw binders.error(
                        column.name().span(),
                        types.isEmpty()
                                ? "no table that is left has the column '" + name + "'"
                                : "the column '%1$s' has several types; say which, as in %1$s:string"
                                        .formatted(name));
            }
        }
        return outputs;
    }

    private Leg projected(
            Operator.Find find, Leg leg, List<Output> outputs, Environment environment) {
        RowScope scope = new RowScope(binders, environment, leg.rows());
        List<Scope.Column> columns = new ArrayList<>();
        Set<String> shown = new LinkedHashSet<>();
        for (Output output : outputs) {
            shown.add(output.source);
            columns.add(new Scope.Column(output.name, value(leg.rows(), output)));
        }
        if (find.smart() || find.packRest()) {
            columns.add(new Scope.Column(PACKED, packed(leg.rows(), shown, scope, find.span())));
        }
        return new Leg(leg.name(), scope.relation().project(binders.plan(), columns));
    }

    private RexNode value(Relation rows, Output output) {
        return rows.field(output.source)
                .map(field -> (RexNode) rows.ref(field))
                .filter(value -> output.converts || Binding.type(value) == output.type)
                .map(value -> binders.expressions().convert(value, output.type))
                .orElseGet(() -> binders.plan().rex().literal(output.type, null));
    }

    private RexNode packed(Relation rows, Set<String> shown, RowScope scope, Span span) {
        List<Expression.Argument> arguments = new ArrayList<>();
        for (Field field : rows.fields()) {
            if (!shown.contains(field.name())) {
                arguments.add(
                        argument(new Expression.Literal(ColumnType.STRING, field.name(), span)));
                arguments.add(argument(new Expression.Reference(field.name(), span)));
            }
        }
        Expression.Call pack = new Expression.Call(new Name("bag_pack", span), arguments, span);
        return binders.expressions().bind(pack, scope, Use.VALUE);
    }

    private static Expression.Argument argument(Expression value) {
        return new Expression.Argument(Optional.empty(), value);
    }
}
