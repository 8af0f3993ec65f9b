package io.vaultlens.collector.mapping;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.TableDef;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The plans of all tables that records fill; any thread may use them. */
public final class Plans {
    private final Map<String, TablePlan> byCategory = new HashMap<>();
    private final Map<String, TablePlan> byName = new HashMap<>();

    /** Plans for the tables of a catalogue. */
    public Plans(Catalog catalog) {
        for (TableDef table : catalog.tables()) {
            if (!table.isView() && !table.system()) {
                TablePlan plan = new TablePlan(table);
                byCategory.put(folded(table.category()), plan);
                byName.put(folded(table.name()), plan);
            }
        }
    }

    /** The table that records of this category fill; a data export names the table instead. */
    Optional<TablePlan> find(String category) {
        TablePlan plan = byCategory.get(folded(category));
        return Optional.ofNullable(plan == null ? byName.get(folded(category)) : plan);
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
