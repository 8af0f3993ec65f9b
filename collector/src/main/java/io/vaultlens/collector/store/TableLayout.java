package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.TableDef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a table lies in the store: its declared columns, then the store's own.
 *
 * <p>Filled tables carry {@code _key} (the identity's hash), {@code _item}, {@code _item2} … (the
 * hash of each current key), {@code _arrived} (ticks), {@code _file} (the id in {@code positions})
 * and {@code _pos} (the byte in it); system tables {@code _key} and {@code _arrived}. A filled
 * table without a bag of its own keeps unknown fields in {@value #HIDDEN_BAG}.
 *
 * <p>Each row is written once where it can be: a table with current keys keeps the latest rows of
 * one of them apart from those that are past, and its history is a view over both.
 */
public final class TableLayout {
    /** The column for unknown fields of tables that declare none. */
    public static final String HIDDEN_BAG = "_bag";

    private final TableDef table;
    private final List<StoredColumn> columns = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    /** Lays out a stored table. */
    public TableLayout(TableDef table) {
        this.table = table;
        table.columns().forEach(column -> add(column.name(), column.type()));
        if (!table.system() && !hasBag(table)) {
            add(HIDDEN_BAG, ColumnType.DYNAMIC);
        }
        add("_key", ColumnType.LONG);
        for (int i = 0; i < table.current().size(); i++) {
            add(itemName(i), ColumnType.LONG);
        }
        add("_arrived", ColumnType.LONG);
        if (!table.system()) {
            add("_file", ColumnType.LONG);
            add("_pos", ColumnType.LONG);
        }
    }

    private void add(String name, ColumnType type) {
        indexes.put(name, columns.size());
        columns.add(new StoredColumn(name, type));
    }

    private static boolean hasBag(TableDef table) {
        return table.columns().stream()
                .map(ColumnDef::from)
                .anyMatch(from -> from.contains("rest("));
    }

    /** The table. */
    public TableDef table() {
        return table;
    }

    /** All columns in order. */
    public List<StoredColumn> columns() {
        return columns;
    }

    /** Where the column with this name stands in {@link #columns()}. */
    public int index(String name) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new StoreException("table " + table.name() + " has no column " + name);
        }
        return index;
    }

    /** Where the columns with these names stand. */
    int[] indexes(Collection<String> names) {
        return names.stream().mapToInt(this::index).toArray();
    }

    /** The hidden column with the hash of the n-th current key, counted from 0. */
    public static String itemName(int index) {
        return "_item" + (index == 0 ? "" : String.valueOf(index + 1));
    }

    /** The statement that creates it, or one of its current tables, under a name. */
    String create(String name) {
        return columns.stream()
                .map(column -> SparseColumns.definition(table, column))
                .collect(
                        Collectors.joining(
                                ", ", "CREATE TABLE " + StoredColumn.quote(name) + " (", ")"));
    }

    /** The stored table with the latest rows of a current key, or those its base key lacks. */
    public String currentStore(int index) {
        return table.currentTable(index) + (table.baseKey(index) == index ? "" : "_rest");
    }

    /** The names of the stored tables: that of past rows, then one for each current key. */
    public List<String> storedTables() {
        List<String> names = new ArrayList<>(List.of(table.pastTable()));
        for (int i = 0; i < table.current().size(); i++) {
            names.add(currentStore(i));
        }
        return names;
    }

    /** The statements that make the views: over history, and over current keys with a rest. */
    List<String> views() {
        List<String> statements = new ArrayList<>();
        if (table.sharedKey() >= 0) {
            statements.add(view(table.name(), table.historyTables()));
        }
        for (int i = 0; i < table.current().size(); i++) {
            if (table.baseKey(i) != i) {
                List<String> parts = List.of(table.currentTable(table.baseKey(i)), currentStore(i));
                statements.add(view(table.currentTable(i), parts));
            }
        }
        return statements;
    }

    private String view(String name, List<String> parts) {
        return parts.stream()
                .map(part -> "SELECT " + names() + " FROM " + StoredColumn.quote(part))
                .collect(
                        Collectors.joining(
                                " UNION ALL ",
                                "CREATE OR REPLACE VIEW " + StoredColumn.quote(name) + " AS ",
                                ""));
    }

    /** All columns' names in quotes, separated by commas. */
    String names() {
        return columns.stream().map(StoredColumn::quoted).collect(Collectors.joining(", "));
    }
}
