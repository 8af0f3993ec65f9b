package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The writer's statements, kept as prepared ones: for few rows, to read a statement on a wide table
 * takes a good part of the time to run it. Used by the writer thread.
 *
 * <p>A statement that reads {@code records()} is planned anew each time, so its plan suits the
 * tables as they are.
 */
final class Statements {
    private static final int MOST = 500;

    private record Kept(Connection connection, PreparedStatement statement) {}

    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** The statement with this text, ready to be given its parameters and to be run. */
    PreparedStatement of(Connection connection, String sql) throws SQLException {
        Kept known = kept.get(sql);
        if (known == null || known.connection() != connection) {
            drop(sql);
            known = new Kept(connection, connection.prepareStatement(sql));
            kept.put(sql, known);
            if (kept.size() > MOST) {
                drop(kept.keySet().iterator().next());
            }
        }
        return known.statement();
    }

    private void drop(String sql) {
        Kept known = kept.remove(sql);
        if (known != null) {
            try {
                known.statement().close();
            } catch (SQLException e) {
                // It goes with its connection.
            }
        }
    }

    /** Forgets all of them: what they name may be no more. */
    void forget() {
        List.copyOf(kept.keySet()).forEach(this::drop);
    }
}
