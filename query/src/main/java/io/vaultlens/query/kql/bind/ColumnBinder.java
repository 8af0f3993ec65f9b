package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.ast.Expression;
import io.vaultlens.query.kql.ast.NamePattern;
import io.vaultlens.query.kql.ast.NamedExpression;
import io.vaultlens.query.kql.ast.Operator;
import io.vaultlens.query.kql.ast.Operator.ReorderItem;
import io.vaultlens.query.kql.bind.Relation.Field;
import io.vaultlens.query.plan.KqlRex;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.result.ResultColumn;
import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** Binds the operators that choose, name and compute columns. */
final class ColumnBinder {
    private final Binders binders;

    ColumnBinder(Binders binders) {
        this.binders = binders;
    }

    Relation project(Operator.Project project, Relation input, Environment environment) {
        RowScope scope = new RowScope(binders, environment, input);
        ColumnNames names = new ColumnNames(binders);
        List<Scope.Column> columns = new ArrayList<>();
        reserveWritten(project.items(), names);
        binders.each(
                project.items(),
                item -> {
                    for (Scope.Column column : binders.items().bind(item, scope)) {
                        boolean written = isWritten(item, column.name());
                        String name = written ? column.name() : names.take(column.name());
                        columns.add(new Scope.Column(name, column.value()));
                    }
                });
        return scope.relation().project(binders.plan(), columns);
    }

    /** Names that the text writes come first: a column that KQL names itself gives way. */
    private void reserveWritten(List<NamedExpression> items, ColumnNames names) {
        binders.each(items, item -> item.names().forEach(names::declare));
        Set<String> plain = new HashSet<>();
        for (NamedExpression item : items) {
            if (item.names().isEmpty()
                    && item.value() instanceof Expression.Reference reference
                    && !plain.add(reference.name())) {
                throw binders.error(
                        item.span(), "there are two columns '" + reference.name() + "'");
            }
        }
    }

    private static boolean isWritten(NamedExpression item, String name) {
        return item.names().stream().anyMatch(each -> each.text().equals(name));
    }

    /** Columns of these names are replaced where they stand, others follow at the end. */
    Relation extend(List<NamedExpression> items, Relation input, Environment environment) {
        RowScope scope = new RowScope(binders, environment, input);
        List<Scope.Column> columns = new ArrayList<>(input.columns());
        Map<String, Integer> places = new HashMap<>();
        ColumnNames names = new ColumnNames(binders);
        for (Scope.Column column : columns) {
            places.put(column.name(), places.size());
            names.reserve(column.name());
        }
        binders.each(
                items,
                item -> {
                    for (Scope.Column column : binders.items().bind(item, scope)) {
                        boolean replaces = isWritten(item, column.name()) || isReference(item);
                        String name = replaces ? column.name() : names.take(column.name());
                        put(new Scope.Column(name, column.value()), columns, places);
                        names.reserve(name);
                    }
                });
        return scope.relation().project(binders.plan(), columns);
    }

    private static boolean isReference(NamedExpression item) {
        return item.names().isEmpty() && item.value() instanceof Expression.Reference;
    }

    private static void put(
            Scope.Column column, List<Scope.Column> columns, Map<String, Integer> places) {
        Integer place = places.putIfAbsent(column.name(), columns.size());
        if (place == null) {
            columns.add(column);
        } else {
            columns.set(place, column);
        }
    }

    Relation away(Operator.ProjectAway away, Relation input) {
        checkNamed(away.columns(), input);
        return input.seen(
                input.fields().stream()
                        .filter(field -> !matches(away.columns(), field.name()))
                        .toList());
    }

    Relation keep(Operator.ProjectKeep keep, Relation input) {
        checkNamed(keep.columns(), input);
        return input.seen(
                input.fields().stream()
                        .filter(field -> matches(keep.columns(), field.name()))
                        .toList());
    }

    /** The columns that texts name, in the order of the texts; what is no column is left out. */
    Relation byNames(Operator.ProjectByNames chosen, Relation input, Environment environment) {
        Set<Field> fields = new LinkedHashSet<>();
        binders.each(
                chosen.names(),
                names -> {
                    for (String name : texts(names, environment)) {
                        NamePattern pattern =
                                new NamePattern(name, name.contains("*"), names.span());
                        input.fields().stream()
                                .filter(field -> pattern.matches(field.name()))
                                .forEach(fields::add);
                    }
                });
        return input.seen(List.copyOf(fields));
    }

    private List<String> texts(Expression names, Environment environment) {
        boolean column =
                names instanceof Expression.Reference reference
                        && environment.value(reference.name()).isEmpty();
        if (!column) {
            RexNode value = binders.functions().scalar(names, environment);
            if (Binding.constant(value).orElse(null) instanceof String text) {
                boolean dynamic = Binding.type(value) == ColumnType.DYNAMIC;
                return dynamic ? DynamicArrays.texts(text) : List.of(text);
            }
        }
        throw binders.error(
                names.span(),
                "names of columns stand here as texts: \"name\", dynamic([\"name\"]) or"
                        + " column_names_of(table)");
    }

    private static boolean matches(List<NamePattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    private void checkNamed(List<NamePattern> patterns, Relation input) {
        binders.each(
                patterns,
                pattern -> {
                    if (!pattern.wildcard()) {
                        named(pattern.text(), pattern.span(), input);
                    }
                });
    }

    private Field named(String name, Span span, Relation input) {
        return input.field(name)
                .orElseThrow(() ->
                        binders.error(
                                span,
                                "unknown column '"
                                        + name
                                        + "'"
                                        + Nearest.hint(name, input.names())));
    }

    Relation rename(Operator.ProjectRename rename, Relation input) {
        Map<Integer, String> renamed = new HashMap<>();
        binders.each(
                rename.items(),
                item -> {
                    if (item.names().size() != 1
                            || !(item.value() instanceof Expression.Reference old)) {
                        throw binders.error(
                                item.span(), "project-rename takes new = old, both names");
                    }
                    Field field = named(old.name(), old.span(), input);
                    renamed.put(field.index(), item.names().getFirst().text());
                });
        Set<String> taken = new HashSet<>();
        List<Field> fields = new ArrayList<>();
        for (Field field : input.fields()) {
            String name = renamed.getOrDefault(field.index(), field.name());
            if (!taken.add(name)) {
                throw binders.error(rename.span(), "there would be two columns '" + name + "'");
            }
            fields.add(new Field(name, field.index()));
        }
        return input.seen(fields);
    }

    /** The columns named come first, the others follow as they were. */
    Relation reorder(Operator.ProjectReorder reorder, Relation input) {
        List<Field> fields = new ArrayList<>();
        List<Field> rest = new ArrayList<>(input.fields());
        binders.each(
                reorder.items(),
                item -> {
                    if (!item.columns().wildcard()) {
                        named(item.columns().text(), item.columns().span(), input);
                    }
                    List<Field> found =
                            new ArrayList<>(
                                    rest.stream()
                                            .filter(each -> item.columns().matches(each.name()))
                                            .toList());
                    sort(found, item);
                    rest.removeAll(found);
                    fields.addAll(found);
                });
        fields.addAll(rest);
        return input.seen(fields);
    }

    private static void sort(List<Field> fields, ReorderItem item) {
        Comparator<Field> byName = Comparator.comparing(Field::name);
        Comparator<Field> byNumbers = Comparator.comparing(field -> granny(field.name()));
        switch (item.order()) {
            case AS_THEY_ARE -> {
                // Nothing to sort.
            }
            case ASC -> fields.sort(byName);
            case DESC -> fields.sort(byName.reversed());
            case GRANNY_ASC -> fields.sort(byNumbers);
            case GRANNY_DESC -> fields.sort(byNumbers.reversed());
        }
    }

    /** A name whose numbers compare as numbers: each is filled with zeros. */
    private static String granny(String name) {
        StringBuilder text = new StringBuilder();
        StringBuilder digits = new StringBuilder();
        for (char c : (name + " ").toCharArray()) {
            if (Character.isDigit(c)) {
                digits.append(c);
            } else {
                if (!digits.isEmpty()) {
                    text.repeat('0', Math.max(0, 20 - digits.length())).append(digits);
                    digits.setLength(0);
                }
                text.append(c);
            }
        }
        return text.toString();
    }

    /** A row for each column: its name, number and types. */
    Relation schema(Relation input) {
        KqlRex rex = binders.plan().rex();
        List<List<RexLiteral>> rows = new ArrayList<>();
        for (Field field : input.fields()) {
            ColumnType type = KqlTypes.columnType(input.type(field.index()));
            rows.add(
                    List.of(
                            rex.text(field.name()),
                            rex.literal(ColumnType.INT, rows.size()),
                            rex.text(ResultColumn.systemName(type)),
                            rex.text(type.kqlName())));
        }
        List<String> names = List.of("ColumnName", "ColumnOrdinal", "DataType", "ColumnType");
        List<ColumnType> types =
                List.of(ColumnType.STRING, ColumnType.INT, ColumnType.STRING, ColumnType.STRING);
        return Relation.of(binders.plan().rows(names, types, rows).build(), names);
    }
}
