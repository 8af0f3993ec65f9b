package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.CurrentKey;
import io.vaultlens.collector.catalog.TableDef;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Makes the hashes and the current state of a table anew when the catalogue names other keys than
 * those it was written with.
 *
 * <p>Both are made of history, so that nothing is lost by dropping them.
 */
final class Rekeying {
    static final String CREATE =
            "CREATE TABLE IF NOT EXISTS table_keys (name VARCHAR NOT NULL, keys VARCHAR NOT NULL)";

    /** The current table whose rows history shares with it; empty where there is none. */
    static final String ADD_SHARED =
            "ALTER TABLE table_keys ADD COLUMN IF NOT EXISTS shared VARCHAR DEFAULT ''";

    /**
     * How a table was written.
     *
     * @param keys its keys as one text
     * @param shared the current table whose rows history shares with it; empty where there is none
     */
    record Written(String keys, String shared) {}

    private final Connection connection;
    private final TableLayout layout;
    private final String name;
    private final Optional<Written> written;

    /** Of a table that was written with these keys; empty for a new one. */
    Rekeying(Connection connection, TableLayout layout, Optional<Written> written) {
        this.connection = connection;
        this.layout = layout;
        this.written = written;
        this.name = layout.table().name();
    }

    /** The identity and the current keys as one text. */
    private String keys() {
        return layout.table().identity()
                + " "
                + layout.table().current().stream().map(CurrentKey::by).toList();
    }

    /** Whether the table was written with other keys. */
    boolean isNeeded() {
        return written.isPresent() && !written.get().keys().equals(keys());
    }

    /** How each table was written. */
    static Map<String, Written> written(Connection connection) throws SQLException {
        Map<String, Written> keys = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT name, keys, shared FROM table_keys")) {
            while (rows.next()) {
                keys.put(rows.getString(1), new Written(rows.getString(2), rows.getString(3)));
            }
        }
        return keys;
    }

    /** Drops what is made of history. */
    void dropCurrent() throws SQLException {
        List<String> drops = new ArrayList<>();
        String prefix = name + "_current";
        String sql =
                "SELECT 'VIEW', view_name FROM duckdb_views() WHERE starts_with(view_name, ?)"
                        + " UNION ALL SELECT 'TABLE', table_name FROM duckdb_tables()"
                        + " WHERE starts_with(table_name, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, prefix);
            statement.setString(2, prefix);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    drops.add(
                            "DROP "
                                    + rows.getString(1)
                                    + " "
                                    + StoredColumn.quote(rows.getString(2)));
                }
            }
        }
        for (String drop : drops) {
            execute(drop);
        }
    }

    /**
     * Copies the rows that history shares with a current table, if it is there still, to its past
     * ones.
     */
    void gather(Set<String> present) throws SQLException {
        String shared = written.map(Written::shared).orElse("");
        if (!present.contains(shared)) {
            return;
        }
        Set<String> stored = SparseColumns.stored(connection, shared);
        SparseColumns.store(connection, TableDef.past(name), stored);
        execute(
                "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s"
                        .formatted(
                                StoredColumn.quote(TableDef.past(name)),
                                StoredColumn.list(stored),
                                StoredColumn.quote(shared)));
    }

    /** Writes the hashes of all rows and fills the current state. */
    void rebuild() throws SQLException {
        hash();
        CurrentState current = new CurrentState(connection, layout);
        for (int i = 0; i < layout.table().current().size(); i++) {
            current.fill(i);
        }
    }

    /** Notes the keys that the table is written with from now on. */
    void note() throws SQLException {
        int key = layout.table().sharedKey();
        Written now = new Written(keys(), key < 0 ? "" : layout.currentStore(key));
        if (written.equals(Optional.of(now))) {
            return;
        }
        try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM table_keys WHERE name = ?");
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO table_keys (name, keys, shared) VALUES (?, ?, ?)")) {
            delete.setString(1, name);
            delete.executeUpdate();
            insert.setString(1, name);
            insert.setString(2, now.keys());
            insert.setString(3, now.shared());
            insert.executeUpdate();
        }
    }

    private List<String> hashes() {
        List<String> names = new ArrayList<>(List.of("_key"));
        for (int i = 0; i < layout.table().current().size(); i++) {
            names.add(TableLayout.itemName(i));
        }
        return names;
    }

    private void hash() throws SQLException {
        List<String> hashes = hashes();
        execute(
                hashes.stream()
                        .map(hash -> hash + " BIGINT")
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "CREATE OR REPLACE TEMP TABLE hashes (place BIGINT, ",
                                        ")")));
        try (DuckDBAppender appender =
                        connection
                                .unwrap(DuckDBConnection.class)
                                .createAppender("temp", "main", "hashes");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select())) {
            while (rows.next()) {
                append(rows, hashes, appender);
            }
        }
        String set =
                hashes.stream()
                        .map(hash -> hash + " = h." + hash)
                        .collect(Collectors.joining(", "));
        String table = StoredColumn.quote(layout.table().pastTable());
        execute(
                "UPDATE %1$s SET %2$s FROM hashes h WHERE %1$s.rowid = h.place"
                        .formatted(table, set));
        execute("DROP TABLE hashes");
    }

    /** The columns that hashes are made of. */
    List<String> keyColumns() {
        Set<String> names = new LinkedHashSet<>(layout.table().identity());
        layout.table().current().forEach(key -> names.addAll(key.by()));
        return List.copyOf(names);
    }

    private String select() {
        String columns =
                keyColumns().stream()
                        .map(column -> layout.columns().get(layout.index(column)))
                        .map(column -> column.quoted() + (column.isText() ? "::VARCHAR" : ""))
                        .collect(Collectors.joining(", "));
        return "SELECT rowid, %s FROM %s"
                .formatted(columns, StoredColumn.quote(layout.table().pastTable()));
    }

    /** A row's hashes are made as they are when it is written: by a chunk. */
    private void append(ResultSet rows, List<String> hashes, DuckDBAppender appender)
            throws SQLException {
        Chunk chunk = new Chunk(layout);
        int at = 2;
        for (String column : keyColumns()) {
            put(chunk, layout.index(column), rows, at++);
        }
        chunk.keep(0, 0);
        appender.beginRow();
        appender.append(rows.getLong(1));
        for (String hash : hashes) {
            appender.append(chunk.number(layout.index(hash)).get(0));
        }
        appender.endRow();
    }

    private void put(Chunk chunk, int index, ResultSet rows, int at) throws SQLException {
        StoredColumn column = layout.columns().get(index);
        if (rows.getObject(at) == null) {
            return;
        }
        if (column.isText()) {
            chunk.text(index).set(0, rows.getString(at).getBytes(StandardCharsets.UTF_8));
        } else if (column.type() == ColumnType.REAL) {
            chunk.number(index).set(0, Double.doubleToRawLongBits(rows.getDouble(at)));
        } else if (column.type() == ColumnType.BOOL) {
            chunk.number(index).set(0, rows.getBoolean(at) ? 1 : 0);
        } else {
            chunk.number(index).set(0, rows.getLong(at));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
