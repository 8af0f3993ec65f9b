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
    private Optional<TablePlan> resources = Optional.empty();

    private final Horizon horizon;

    /** Plans for the tables of a catalogue. */
    public Plans(Catalog catalog, Horizon horizon) {
        this.horizon = horizon;
        for (TableDef table : catalog.tables()) {
            if (!table.isView() && !table.system()) {
                TablePlan plan = new TablePlan(table);
                table.categories().forEach(each -> byCategory.put(folded(each), plan));
                byName.put(folded(table.name()), plan);
                resources = table.resources() ? Optional.of(plan) : resources;
            }
        }
    }

    /** Whether records of this category, or rows of this table, have a place here. */
    public boolean knows(String category) {
        return find(category).isPresent();
    }

    /** The table that records of this category fill; a data export names the table instead. */
    Optional<TablePlan> find(String category) {
        TablePlan plan = byCategory.get(folded(category));
        return Optional.ofNullable(plan == null ? byName.get(folded(category)) : plan);
    }

    /** The table with this name: rows of a data export name it. */
    Optional<TablePlan> named(String table) {
        return Optional.ofNullable(byName.get(folded(table)));
    }

    /** The table that keeps the resources of Resource Graph answers. */
    Optional<TablePlan> resources() {
        return resources;
    }

    /** Up to which time they take records. */
    Horizon horizon() {
        return horizon;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
