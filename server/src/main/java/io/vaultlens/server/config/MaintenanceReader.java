package io.vaultlens.server.config;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.catalog.YamlMap;
import io.vaultlens.query.text.Nearest;
import io.vaultlens.server.config.Maintenance.Retention;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks which tables may lose old rows. */
final class MaintenanceReader {
    /** What depends on every one of their rows: what is known of codes, what was retried. */
    private static final Set<String> WHOLE = Set.of("ErrorCodes", "RetryAttempts");

    private MaintenanceReader() {}

    /** The rules of these entries, each a table and its days. */
    static List<Retention> retention(List<YamlMap> entries, List<Integer> days) {
        if (entries.isEmpty()) {
            return List.of();
        }
        Catalog catalog = Catalog.load();
        Set<String> named = new HashSet<>();
        List<Retention> rules = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            YamlMap entry = entries.get(i);
            Optional<TableDef> table = catalog.table(entry.text("table"));
            Optional<String> mistake = mistake(catalog, entry.text("table"), table);
            if (mistake.isEmpty() && !named.add(table.orElseThrow().name())) {
                mistake =
                        Optional.of(
                                "the table '"
                                        + entry.text("table")
                                        + "' stands twice in 'retention'");
            }
            if (mistake.isPresent() && !entry.text("table").isEmpty()) {
                entry.mistake(entry.line("table"), mistake.get());
            }
            if (mistake.isEmpty()) {
                rules.add(new Retention(table.orElseThrow().name(), days.get(i)));
            }
        }
        return rules;
    }

    private static Optional<String> mistake(
            Catalog catalog, String name, Optional<TableDef> table) {
        if (table.isEmpty()) {
            List<String> names = catalog.tables().stream().map(TableDef::name).toList();
            return Optional.of("unknown table '" + name + "'" + Nearest.hint(name, names));
        }
        if (table.get().isView()) {
            return Optional.of(
                    "'"
                            + name
                            + "' is a view and has no rows of its own; name the table that it reads");
        }
        return WHOLE.contains(table.get().name())
                ? Optional.of("'" + name + "' is needed whole; its rows are kept")
                : Optional.empty();
    }
}
