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

    /**
     * The current key, counted from 0, whose columns are some of this one's, or this one itself.
     *
     * <p>A latest row by fewer columns is also the latest by more, and mostly the other way round
     * too: so the table of such a key holds only the rest, and a view shows both.
     */
    public int baseKey(int index) {
        List<String> by = current.get(index).by();
        for (int i = 0; i < current.size(); i++) {
            List<String> fewer = current.get(i).by();
            if (fewer.size() < by.size() && by.containsAll(fewer) && baseKey(i) == i) {
                return i;
            }
        }
        return index;
    }

    /**
     * The current key, counted from 0, whose latest rows are stored for history too, so that they
     * are written once; -1 for a table without current keys.
     */
    public int sharedKey() {
        for (int i = 0; i < current.size(); i++) {
            if (baseKey(i) == i) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The store's table that holds the rows of history that are not the latest of the shared key;
     * all of them where there is none.
     */
    public String pastTable() {
        return sharedKey() < 0 ? name : past(name);
    }

    /** The name of the table with the past rows of a table that has a shared key. */
    public static String past(String table) {
        return table + "_past";
    }

    /** The store's tables that hold each row of history once between them. */
    public List<String> historyTables() {
        return sharedKey() < 0
                ? List.of(pastTable())
                : List.of(pastTable(), currentTable(sharedKey()));
    }
}
