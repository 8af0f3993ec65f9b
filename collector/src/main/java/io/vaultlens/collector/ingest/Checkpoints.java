package io.vaultlens.collector.ingest;

import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.source.Positions;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How far each file has been read, kept in the table {@code positions}.
 *
 * <p>Files are known by their path, whoever reads them. Any thread may use it.
 */
final class Checkpoints implements Positions {
    /** What all files have in the column {@code source}. */
    private static final String FILES = "file";

    private final Map<String, Position> known = new HashMap<>();
    private long lastId;

    Checkpoints(Store store) {
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT id, file, \"offset\", line, etag FROM positions")) {
            while (rows.next()) {
                Position position =
                        new Position(
                                rows.getLong(1),
                                rows.getString(2),
                                rows.getLong(3),
                                rows.getLong(4),
                                rows.getString(5));
                known.put(position.file(), position);
                lastId = Math.max(lastId, position.id());
            }
        } catch (SQLException e) {
            throw new StoreException("cannot read how far files were read: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized Position of(String file) {
        return known.computeIfAbsent(file, path -> new Position(++lastId, path, 0, 0, ""));
    }

    /** Writes positions within a transaction. */
    void save(Connection connection, Collection<Position> positions) throws SQLException {
        if (positions.isEmpty()) {
            return;
        }
        List<Position> all = new ArrayList<>(positions);
        // As lists: a statement for each file would take longer than its rows do.
        String delete = "DELETE FROM positions WHERE id IN (SELECT unnest(?::BIGINT[]))";
        String insert =
                "INSERT INTO positions SELECT unnest(?::BIGINT[]), '"
                        + FILES
                        + "', unnest(?::VARCHAR[]), unnest(?::BIGINT[]), unnest(?::BIGINT[]),"
                        + " unnest(?::VARCHAR[])";
        try (PreparedStatement gone = connection.prepareStatement(delete);
                PreparedStatement there = connection.prepareStatement(insert)) {
            Array ids = list(connection, "BIGINT", all, Position::id);
            gone.setArray(1, ids);
            gone.executeUpdate();
            there.setArray(1, ids);
            there.setArray(2, list(connection, "VARCHAR", all, Position::file));
            there.setArray(3, list(connection, "BIGINT", all, Position::offset));
            there.setArray(4, list(connection, "BIGINT", all, Position::line));
            there.setArray(5, list(connection, "VARCHAR", all, Position::etag));
            there.executeUpdate();
        }
    }

    private static Array list(
            Connection connection,
            String type,
            List<Position> positions,
            Function<Position, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, positions.stream().map(value).toArray());
    }

    /** Remembers positions once they are committed. */
    synchronized void committed(Collection<Position> positions) {
        positions.forEach(position -> known.put(position.file(), position));
    }
}
