package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.TableDef;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings a store to what the catalogue declares: it adds tables and columns and drops nothing. */
final class Migration {
    /** The version of the store's shape that this program writes. */
    static final int VERSION = 2;

    /** A smaller table is not worth tidying. */
    private static final long UNTIDY_ROWS = 500_000;

    private final Connection connection;

    /** The types of the columns of each table that is there. */
    private final Map<String, Map<String, String>> present = new HashMap<>();

    /** How each table was written. */
    private final Map<String, Rekeying.Written> keys;

    private final WrittenTypes types;

    private Migration(Connection connection) throws SQLException {
        this.connection = connection;
        execute(List.of(Rekeying.CREATE, Rekeying.ADD_SHARED));
        types = WrittenTypes.of(connection);
        keys = Rekeying.written(connection);
        String sql =
                "SELECT table_name, column_name, data_type FROM duckdb_columns()"
                        + " WHERE table_name IN (SELECT table_name FROM duckdb_tables())";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                present.computeIfAbsent(rows.getString(1), _ -> new HashMap<>())
                        .put(rows.getString(2), rows.getString(3));
            }
        }
    }

    /** The version a store was written with; 0 for an empty one. */
    static int version(Connection connection) throws SQLException {
        String there = "SELECT 1 FROM duckdb_tables() WHERE table_name = 'store_version'";
        String highest = "SELECT coalesce(max(version), 0) FROM store_version";
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(there)) {
                if (!rows.next()) {
                    return 0;
                }
            }
            try (ResultSet rows = statement.executeQuery(highest)) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /**
     * Gathers the history of each table whose keys change in one stored table and drops what is
     * made of it, in a transaction of its own: what follows changes these rows again, and DuckDB
     * does not find all that a transaction wrote itself. Returns how many tables these are.
     */
    static int gather(Connection connection, Catalog catalog) throws SQLException {
        Migration migration = new Migration(connection);
        int gathered = 0;
        for (TableLayout layout : stored(catalog)) {
            Rekeying rekeying = migration.rekeying(layout);
            if (migration.isRekeyed(layout, rekeying)) {
                rekeying.gather(migration.present.keySet());
                rekeying.dropCurrent();
                gathered++;
            }
        }
        return gathered;
    }

    private static List<TableLayout> stored(Catalog catalog) {
        return catalog.tables().stream()
                .filter(table -> !table.isView())
                .map(TableLayout::new)
                .toList();
    }

    /** Does the rest, in one transaction. */
    static void run(Connection connection, Catalog catalog) throws SQLException {
        Clustering.tidy(connection, catalog);
        Migration migration = new Migration(connection);
        if (version(connection) == 0) {
            migration.execute(
                    List.of(
                            "CREATE TABLE store_version (version INTEGER NOT NULL)",
                            "CREATE TABLE positions (id BIGINT NOT NULL, source VARCHAR NOT NULL, file"
                                    + " VARCHAR NOT NULL, \"offset\" BIGINT NOT NULL, line BIGINT NOT"
                                    + " NULL, etag VARCHAR NOT NULL)"));
        }
        if (version(connection) < VERSION) {
            migration.execute(
                    List.of(
                            "DELETE FROM store_version",
                            "INSERT INTO store_version VALUES (" + VERSION + ")"));
        }
        List<TableLayout> layouts = stored(catalog);
        for (TableLayout layout : layouts) {
            migration.table(layout);
        }
        migration.types.note(layouts);
    }

    /** Whether rows that are there are written anew, so that a copy of them is made before. */
    static boolean rewrites(Connection connection, Catalog catalog) throws SQLException {
        int version = version(connection);
        if (version < VERSION) {
            return version > 0;
        }
        Migration migration = new Migration(connection);
        return stored(catalog).stream().anyMatch(migration::rewrites);
    }

    private boolean rewrites(TableLayout layout) {
        return isRekeyed(layout, rekeying(layout))
                || layout.columns().stream().anyMatch(column -> isRetyped(layout, column));
    }

    private Rekeying rekeying(TableLayout layout) {
        return new Rekeying(
                connection, layout, Optional.ofNullable(keys.get(layout.table().name())));
    }

    /** Hashes are made of values, so they change with the type of a key. */
    private boolean isRekeyed(TableLayout layout, Rekeying rekeying) {
        return !layout.table().system()
                && (rekeying.isNeeded()
                        || rekeying.keyColumns().stream()
                                .map(column -> layout.columns().get(layout.index(column)))
                                .anyMatch(column -> isRetyped(layout, column)));
    }

    private boolean isRetyped(TableLayout layout, StoredColumn column) {
        String past = layout.table().pastTable();
        String stored = present.containsKey(past) ? past : layout.table().name();
        return writtenType(layout, stored, column)
                .filter(type -> type != column.type())
                .isPresent();
    }

    /** The type a column was written with; nothing where it is not there yet. */
    private Optional<ColumnType> writtenType(
            TableLayout layout, String stored, StoredColumn column) {
        String sqlType = present.getOrDefault(stored, Map.of()).get(column.name());
        if (sqlType == null) {
            return Optional.empty();
        }
        Optional<ColumnType> known =
                types.type(layout.table().name(), column.name(), sqlType)
                        .filter(type -> new StoredColumn("", type).sqlType().equals(sqlType));
        boolean same = sqlType.equals(column.sqlType());
        // A number that nobody noted may be a moment, which turns into nothing else.
        return known.or(() -> Optional.of(same ? column.type() : ColumnType.DATETIME));
    }

    private void table(TableLayout layout) throws SQLException {
        String name = layout.table().name();
        Rekeying rekeying = rekeying(layout);
        boolean rekeyed = isRekeyed(layout, rekeying);
        new Halving(connection, layout).run(present, rekeyed);
        retype(layout);
        List<String> statements = new ArrayList<>();
        for (String stored : layout.storedTables()) {
            statements.addAll(missing(layout, stored));
        }
        statements.addAll(layout.views());
        execute(statements);
        if (rekeyed) {
            rekeying.rebuild();
        }
        if (!layout.table().system()) {
            rekeying.note();
        }
    }

    private void retype(TableLayout layout) throws SQLException {
        for (StoredColumn column : layout.columns()) {
            List<String> stored = new ArrayList<>();
            for (String table : layout.storedTables()) {
                Optional<ColumnType> written = writtenType(layout, table, column);
                if (written.isEmpty() || written.get() == column.type()) {
                    continue;
                }
                if (SparseColumns.generated(connection, table).contains(column.name())) {
                    // Nothing is in it yet, so that it may be made anew.
                    String alter = "ALTER TABLE " + StoredColumn.quote(table);
                    execute(List.of(alter + " DROP COLUMN " + column.quoted()));
                    execute(addColumn(table, column));
                } else {
                    stored.add(table);
                }
            }
            if (!stored.isEmpty()) {
                ColumnType before = writtenType(layout, stored.getFirst(), column).orElseThrow();
                StoredColumn from = new StoredColumn(column.name(), before);
                new Retyping(connection, layout, stored, from, column).run();
            }
        }
    }

    private void execute(List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> missing(TableLayout layout, String name) {
        if (!present.containsKey(name)) {
            return List.of(layout.create(name));
        }
        List<String> statements = new ArrayList<>();
        for (StoredColumn column : layout.columns()) {
            String type = present.get(name).get(column.name());
            if (type == null) {
                statements.addAll(addColumn(name, column));
            }
        }
        return statements;
    }

    /** DuckDB adds no column with a constraint, so the constraint follows. */
    private static List<String> addColumn(String table, StoredColumn column) {
        String alter = "ALTER TABLE " + StoredColumn.quote(table);
        String add = alter + " ADD COLUMN " + column.quoted() + " " + column.sqlType();
        if (column.type() != ColumnType.STRING) {
            return List.of(add);
        }
        return List.of(
                add + " DEFAULT ''", alter + " ALTER COLUMN " + column.quoted() + " SET NOT NULL");
    }

    /** Whether most of what a table takes up is rows that are gone. */
    static boolean isUntidy(Connection connection, Catalog catalog) throws SQLException {
        Map<String, Long> sizes = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT table_name, estimated_size FROM duckdb_tables()")) {
            while (rows.next()) {
                sizes.put(rows.getString(1), rows.getLong(2));
            }
        }
        for (TableDef table : catalog.tables()) {
            for (String name :
                    table.isView() ? List.<String>of() : new TableLayout(table).storedTables()) {
                long size = sizes.getOrDefault(name, 0L);
                if (size > UNTIDY_ROWS && size > 2 * count(connection, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT count(*) FROM " + StoredColumn.quote(table))) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
