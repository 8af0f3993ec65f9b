package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One column as it lies in the store.
 *
 * @param name its name
 * @param type its KQL type, which decides the physical one
 */
public record StoredColumn(String name, ColumnType type) {
    /** The type that DuckDB keeps it in. */
    public String sqlType() {
        return switch (type) {
            case BOOL -> "BOOLEAN";
            case INT -> "INTEGER";
            case LONG, DATETIME, TIMESPAN -> "BIGINT";
            case REAL -> "DOUBLE";
            case DECIMAL -> "DECIMAL(38,17)";
            case STRING -> "VARCHAR";
            case GUID -> "UUID";
            case DYNAMIC -> "JSON";
        };
    }

    /** Whether values travel to DuckDB as text. */
    public boolean isText() {
        return switch (type) {
            case STRING, GUID, DECIMAL, DYNAMIC -> true;
            case BOOL, INT, LONG, REAL, DATETIME, TIMESPAN -> false;
        };
    }

    /** The name in quotes. */
    public String quoted() {
        return quote(name);
    }

    /** The column's line in a CREATE TABLE. */
    String definition() {
        String notNull = type == ColumnType.STRING ? " NOT NULL DEFAULT ''" : "";
        return quoted() + " " + sqlType() + notNull;
    }

    /** A name in double quotes, as every statement writes it. */
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** These columns' names in quotes, separated by commas. */
    static String list(Collection<String> names) {
        return names.stream().map(StoredColumn::quote).collect(Collectors.joining(", "));
    }
}
