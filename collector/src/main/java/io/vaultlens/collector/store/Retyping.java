package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.ColumnType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Converts a stored column to the type that the catalogue declares now, where every value it holds
 * means the same in it.
 */
final class Retyping {
    private final Connection connection;
    private final TableLayout layout;
    private final List<String> stored;
    private final StoredColumn from;
    private final StoredColumn to;

    /**
     * Of a column of a table, from what it was written as to what is declared.
     *
     * @param stored the stored tables of it that have the column so
     */
    Retyping(
            Connection connection,
            TableLayout layout,
            List<String> stored,
            StoredColumn from,
            StoredColumn to) {
        this.connection = connection;
        this.layout = layout;
        this.stored = stored;
        this.from = from;
        this.to = to;
    }

    /** Converts it, or refuses and says which values stand in the way. */
    void run() throws SQLException {
        String value = value().orElseThrow(() -> refusal("; declare it under another name"));
        checkValues(value);
        for (String table : stored) {
            convert(table, value);
        }
    }

    private void convert(String table, String value) throws SQLException {
        String alter = "ALTER TABLE " + StoredColumn.quote(table) + " ALTER " + to.quoted() + " ";
        try (Statement statement = connection.createStatement()) {
            if (from.type() == ColumnType.STRING) {
                statement.execute(alter + "DROP NOT NULL");
                statement.execute(alter + "DROP DEFAULT");
            }
            String text = to.type() == ColumnType.STRING ? "coalesce(" + value + ", '')" : value;
            statement.execute(alter + "SET DATA TYPE " + to.sqlType() + " USING " + text);
            if (to.type() == ColumnType.STRING) {
                statement.execute(alter + "SET DEFAULT ''");
                statement.execute(alter + "SET NOT NULL");
            }
        }
    }

    /**
     * The value in the new type, NULL where there is none; nothing where the types are strangers.
     */
    private Optional<String> value() {
        String column = from.quoted();
        if (isTime(from.type()) || isTime(to.type())) {
            return Optional.empty();
        }
        if (from.type() == ColumnType.STRING && to.type() == ColumnType.DYNAMIC) {
            return Optional.of("to_json(nullif(" + column + ", ''))");
        }
        if (from.type() == ColumnType.STRING) {
            return Optional.of("try_cast(nullif(" + column + ", '') AS " + to.sqlType() + ")");
        }
        if (to.type() == ColumnType.STRING || isNumber(from.type()) && isNumber(to.type())) {
            return Optional.of("try_cast(" + column + " AS " + to.sqlType() + ")");
        }
        return Optional.empty();
    }

    private static boolean isTime(ColumnType type) {
        return type == ColumnType.DATETIME || type == ColumnType.TIMESPAN;
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type) {
            case INT, LONG, REAL, DECIMAL -> true;
            default -> false;
        };
    }

    /** Numbers must come back as they were; of a text it is enough that it can be read. */
    private void checkValues(String value) throws SQLException {
        String column = from.quoted();
        String there =
                from.type() == ColumnType.STRING ? column + " <> ''" : column + " IS NOT NULL";
        String same =
                isNumber(from.type()) && isNumber(to.type())
                        ? "try_cast(" + value + " AS " + from.sqlType() + ") = " + column
                        : value + " IS NOT NULL";
        String sql =
                "SELECT count(*), coalesce(min(%s::VARCHAR), '') FROM %s WHERE %s AND NOT coalesce(%s, false)"
                        .formatted(column, values(), there, same);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            if (rows.getLong(1) > 0) {
                String why =
                        "; %d of its values cannot be converted, for example '%s';"
                                + " declare it under another name";
                throw refusal(why.formatted(rows.getLong(1), rows.getString(2)));
            }
        }
    }

    /** Each value once: the tables beside history hold copies. */
    private String values() {
        List<String> history = new ArrayList<>(stored);
        history.retainAll(layout.table().historyTables());
        return (history.isEmpty() ? stored : history)
                .stream()
                        .map(table ->
                                "SELECT " + from.quoted() + " FROM " + StoredColumn.quote(table))
                        .collect(Collectors.joining(" UNION ALL ", "(", ")"));
    }

    private StoreException refusal(String why) {
        String message = "column %s of table %s is kept as %s and declared as %s%s";
        return new StoreException(
                message.formatted(
                        to.name(), layout.table().name(), word(from.type()), word(to.type()), why));
    }

    private static String word(ColumnType type) {
        return type.name().toLowerCase(java.util.Locale.ROOT);
    }
}
