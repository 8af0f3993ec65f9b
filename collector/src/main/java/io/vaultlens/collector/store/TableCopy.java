package io.vaultlens.collector.store;

import java.sql.SQLException;
import java.util.stream.Collectors;

/**
 * One table of the new file, which follows the old file's table while that is written.
 *
 * <p>It knows nothing of the table's columns. Each row carries its place in the old file; places
 * stay as they are while nobody makes a checkpoint there, new rows have greater ones, and a place
 * that is empty now is of a row that went. A table whose rows were changed in place, or whose
 * columns are others now, is copied once more.
 */
final class TableCopy {
    private static final String PLACE = "_place_before";

    /** Places that are looked at together for rows that went. */
    private static final int PLACES = 122_880;

    private final StoppableStatements statements;
    private final String table;
    private final String old;
    private final String fresh;
    private Shape shape = new Shape("", "");
    private boolean changedInPlace;
    private long nextPlace;

    /**
     * How a table is made.
     *
     * @param columns the end of its CREATE TABLE, in parentheses
     * @param comment what is noted with it; empty where nothing is
     */
    record Shape(String columns, String comment) {}

    /**
     * Copies nothing yet.
     *
     * @param statements see both files
     * @param file the name under which the new file is attached
     */
    TableCopy(StoppableStatements statements, String file, String table) {
        this.statements = statements;
        this.table = table;
        this.old = StoredColumn.quote(table);
        this.fresh = file + ".main." + old;
    }

    /**
     * Brings it to the old table's present state; returns how many rows came and went.
     *
     * @param now the old table as it is made
     */
    long follow(Shape now) throws SQLException {
        if (!now.equals(shape) || changedInPlace) {
            return copy(now);
        }
        long rows = statements.number("SELECT count(*) FROM " + old);
        long laterRows = rows;
        long gone = 0;
        if (nextPlace > 0) {
            laterRows = statements.number("SELECT count(*) FROM " + old + later());
            gone = statements.number("SELECT count(*) FROM " + fresh) - (rows - laterRows);
        }
        if (gone > 0) {
            remove();
        }
        if (laterRows > 0) {
            append(later());
        }
        return gone + laterRows;
    }

    private String later() {
        return " WHERE rowid >= " + nextPlace;
    }

    /** All of it, into a new table. */
    private long copy(Shape now) throws SQLException {
        statements.execute("DROP TABLE IF EXISTS " + fresh);
        statements.execute("CREATE TABLE " + fresh + now.columns());
        if (!now.comment().isEmpty()) {
            statements.execute("COMMENT ON TABLE %s IS %s".formatted(fresh, quoted(now.comment())));
        }
        statements.execute("ALTER TABLE " + fresh + " ADD COLUMN " + PLACE + " BIGINT");
        shape = now;
        nextPlace = 0;
        append("");
        return statements.number("SELECT count(*) FROM " + fresh);
    }

    private void append(String condition) throws SQLException {
        long next = statements.number("SELECT coalesce(max(rowid), -1) + 1 FROM " + old);
        if (next == 0) {
            return;
        }
        String columns = StoredColumn.list(SparseColumns.stored(statements.connection(), table));
        statements.execute(
                "INSERT INTO %s (%s, %s) SELECT %2$s, rowid FROM %4$s%5$s"
                        .formatted(fresh, columns, PLACE, old, condition));
        nextPlace = Math.max(nextPlace, next);
    }

    /** Takes out the rows that went, looking only where some did. */
    private void remove() throws SQLException {
        String counts = "SELECT %2$s // %1$d AS part, count(*) AS n FROM %3$s%4$s GROUP BY 1";
        String before = counts.formatted(PLACES, PLACE, fresh, "");
        String now = counts.formatted(PLACES, "rowid", old, " WHERE rowid < " + nextPlace);
        String parts =
                statements
                        .numbers(
                                "SELECT part FROM (%s) before LEFT JOIN (%s) now USING (part)"
                                                .formatted(before, now)
                                        + " WHERE before.n IS DISTINCT FROM now.n")
                        .stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
        // By rows that are not there: NOT IN takes many times as long.
        statements.execute(
                """
                DELETE FROM %1$s WHERE %2$s IN (
                  SELECT %2$s FROM %1$s f WHERE %2$s // %3$d IN (%4$s) AND NOT EXISTS (
                    SELECT 1 FROM %5$s o WHERE o.rowid // %3$d IN (%4$s) AND o.rowid = f.%2$s))
                """
                        .formatted(fresh, PLACE, PLACES, parts, old));
    }

    /**
     * Looks whether rows of the old table were changed in place, which their places do not tell. It
     * costs most of what looking at a table does, and nobody does it to large ones.
     */
    void lookForChanges() throws SQLException {
        String sql =
                "SELECT coalesce(bool_or(has_updates), false)::INTEGER FROM pragma_storage_info(%s)";
        changedInPlace |= nextPlace > 0 && statements.number(sql.formatted(quoted(table))) > 0;
    }

    /** Stops where the new table has not exactly the rows of the old one. */
    void check() throws SQLException {
        if (nextPlace == 0) {
            return;
        }
        String sum = "SELECT concat_ws(' ', count(*), sum(%s)) FROM %s";
        if (!statements
                .text(sum.formatted("rowid", old))
                .equals(statements.text(sum.formatted(PLACE, fresh)))) {
            throw new SQLException("the new file has other rows of " + table + " than the old one");
        }
    }

    /** Nothing follows any more: the table becomes as the old one is. */
    void finish() throws SQLException {
        statements.execute("ALTER TABLE " + fresh + " DROP COLUMN " + PLACE);
    }

    /** The old table is gone. */
    void drop() throws SQLException {
        statements.execute("DROP TABLE " + fresh);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
