package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.query.kql.ast.NamePattern;
import io.vaultlens.query.plan.TableRead;
import io.vaultlens.query.text.Nearest;
import io.vaultlens.query.text.QueryException;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rel.RelNode;

/** Finds tables by name: the query's own, then the catalogue's in any letter case. */
final class TableNames {
    private final Binders binders;

    TableNames(Binders binders) {
        this.binders = binders;
    }

    /** A table with the name it is known by. */
    record Named(String name, Relation rows) {}

    /** Whether a name means a table here. */
    boolean exists(String name, Environment environment) {
        Optional<Meaning> meaning = environment.find(name);
        return meaning.isPresent()
                ? isTable(meaning.get())
                : binders.catalog().table(name).isPresent()
                        || binders.catalogFunctions().exists(name);
    }

    private static boolean isTable(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Value _, Meaning.Pattern _ -> false;
            case Meaning.Table _ -> true;
            case Meaning.Function function ->
                    function.tabular()
                            && function.body().parameters().stream()
                                    .allMatch(each -> each.initial().isPresent());
        };
    }

    /** The rows of a table. */
    Relation rows(String name, Span span, Environment environment) {
        return find(name, span, environment).orElseThrow(() -> unknown(name, span, environment));
    }

    /** The rows of a table, or nothing where there is no such table. */
    Optional<Relation> find(String name, Span span, Environment environment) {
        Optional<Meaning> meaning = environment.find(name);
        if (meaning.isPresent() && isTable(meaning.get())) {
            return Optional.of(rows(meaning.get(), span, environment));
        }
        if (meaning.isPresent() && meaning.get() instanceof Meaning.Pattern) {
            throw binders.error(span, "'" + name + "' is a pattern; call it with its texts");
        }
        if (meaning.isPresent()) {
            throw binders.error(span, "'" + name + "' is a value, a table is needed here");
        }
        return binders.catalog()
                .table(name)
                .filter(table -> environment.allows(table.name()))
                .map(table -> rows(table, span))
                .or(() -> binders.catalogFunctions().rows(name, span, environment));
    }

    private Relation rows(Meaning meaning, Span span, Environment environment) {
        return switch (meaning) {
            case Meaning.Table table -> table.rows().get();
            case Meaning.Function function ->
                    binders.functions().table(function, List.of(), span, environment);
            case Meaning.Value _, Meaning.Pattern _ ->
                    throw binders.error(span, "a table is needed here");
        };
    }

    private QueryException unknown(String name, Span span, Environment environment) {
        List<String> names = new ArrayList<>();
        binders.catalog().tables().forEach(table -> names.add(table.name()));
        names.removeIf(table -> !environment.allows(table));
        binders.catalog().functions().forEach(function -> names.add(function.name()));
        environment
                .all()
                .forEach((own, meaning) -> {
                    if (isTable(meaning)) {
                        names.add(own);
                    }
                });
        return binders.error(span, "unknown table '" + name + "'" + Nearest.hint(name, names));
    }

    /**
     * All tables that a pattern finds; of the query's own only views, and of those that hold the
     * product's own state only such that the pattern names a part of.
     */
    List<Named> matching(NamePattern pattern, Environment environment) {
        List<Named> found = new ArrayList<>();
        for (Map.Entry<String, Meaning> own : environment.all().entrySet()) {
            boolean view =
                    switch (own.getValue()) {
                        case Meaning.Value _, Meaning.Pattern _ -> false;
                        case Meaning.Table table -> table.view();
                        case Meaning.Function function ->
                                function.body().view() && isTable(function);
                    };
            if (view && pattern.matches(own.getKey())) {
                found.add(
                        new Named(own.getKey(), rows(own.getValue(), pattern.span(), environment)));
            }
        }
        NamePattern folded =
                new NamePattern(pattern.text().toLowerCase(Locale.ROOT), true, pattern.span());
        for (TableDef table : binders.catalog().tables()) {
            boolean named = !table.system() || !pattern.text().equals("*");
            boolean meant = named && folded.matches(table.name().toLowerCase(Locale.ROOT));
            if (meant && environment.allows(table.name()) && !table.isView()) {
                found.add(new Named(table.name(), rows(table, pattern.span())));
            }
        }
        return found;
    }

    private Relation rows(TableDef table, Span span) {
        if (table.isView()) {
            return binders.calls().rows(table, List.of(), () -> view(table, span));
        }
        RelNode read = TableRead.of(binders.plan().getCluster(), table);
        List<String> names = table.columns().stream().map(ColumnDef::name).toList();
        Relation rows = Relation.of(read, names);
        int key = read.getRowType().getFieldNames().indexOf(TableRead.KEY);
        return new Relation(read, rows.fields(), List.of(), OptionalInt.of(key), Optional.empty());
    }

    private Relation view(TableDef table, Span span) {
        if (binders.isOpen(table.name())) {
            throw binders.error(span, "the view '" + table.name() + "' asks itself");
        }
        Binders inner = binders.forView(table.name(), table.kql());
        try {
            return new StatementBinder(inner)
                    .bind(binders.definitions().view(table), Map.of())
                    .getFirst()
                    .rows();
        } catch (QueryException e) {
            throw binders.error(
                    span, "the view '" + table.name() + "' cannot be read: " + e.getMessage());
        }
    }
}
