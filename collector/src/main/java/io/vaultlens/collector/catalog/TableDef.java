package io.vaultlens.collector.catalog;

import java.util.List;
import java.util.Optional;

/**
 * One table or view as its YAML file declares it.
 *
 * @param name the table's name, letter for letter
 * @param doc one sentence for people
 * @param categories the diagnostic categories that fill it; empty for system tables, views, and
 *     tables that only a workspace's data export or a Resource Graph answer fills
 * @param resources whether the resources of Resource Graph answers fill it
 * @param identity the columns that make two records the same record; empty for views and for system
 *     tables, which are only appended to
 * @param current the keys whose latest row the store keeps
 * @param scope the column that access rules filter on; empty where none applies
 * @param open whether every caller may see all of it, as with a table of codes
 * @param columns all declared columns in order
 * @param kql the view's text; empty for a stored table
 * @param system whether it holds the product's own state
 */
public record TableDef(
        String name,
        String doc,
        List<String> categories,
        boolean resources,
        List<String> identity,
        List<CurrentKey> current,
        String scope,
        boolean open,
        List<ColumnDef> columns,
        String kql,
        boolean system) {
    public TableDef {
        categories = List.copyOf(categories);
        identity = List.copyOf(identity);
        current = List.copyOf(current);
        columns = List.copyOf(columns);
    }

    /** Whether the rows come from a query instead of the store. */
    public boolean isView() {
        return !kql.isEmpty();
    }

    /** The column with exactly this name. */
    public Optional<ColumnDef> column(String columnName) {
        return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
    }

    /** The store's table that holds the latest row of the n-th current key, counted from 0. */
    public String currentTable(int index) {
        return name + "_current" + (index == 0 ? "" : String.valueOf(index + 1));
    }
}
