package io.vaultlens.collector.ingest;

import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.source.Positions;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreException;
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
import java.util.stream.Collectors;

/**
 * How far each file has been read, kept in the table {@code positions}.
 *
 * <p>Files are known by their path, whoever reads them. Any thread may use it.
 */
final class Checkpoints implements Positions {
    /** What all files have in the column {@code source}. */
    private static final String FILES = "file";

    private static final int IDS_IN_ONE_STATEMENT = 1000;

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
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < all.size(); i += IDS_IN_ONE_STATEMENT) {
                String ids =
                        all.subList(i, Math.min(all.size(), i + IDS_IN_ONE_STATEMENT)).stream()
                                .map(position -> String.valueOf(position.id()))
                                .collect(Collectors.joining(", "));
                statement.execute("DELETE FROM positions WHERE id IN (" + ids + ")");
            }
        }
        String sql = "INSERT INTO positions VALUES (?, ?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Position position : all) {
                insert.setLong(1, position.id());
                insert.setString(2, FILES);
                insert.setString(3, position.file());
                insert.setLong(4, position.offset());
                insert.setLong(5, position.line());
                insert.setString(6, position.etag());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Remembers positions once they are committed. */
    synchronized void committed(Collection<Position> positions) {
        positions.forEach(position -> known.put(position.file(), position));
    }
}
