package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The writer's statements, kept as prepared ones: to plan one takes longer than to run it over a
 * thousand rows. Used by the writer thread.
 */
final class Statements {
    private static final int MOST = 500;

    /** A plan suits the tables as they were: after so many uses it is made anew. */
    private static final int MOST_USES = 64;

    /** A statement and how often it was run. */
    private static final class Kept {
        private final Connection connection;
        private final PreparedStatement statement;
        private int uses;

        Kept(Connection connection, PreparedStatement statement) {
            this.connection = connection;
            this.statement = statement;
        }

        boolean serves(Connection by) {
            // While the first rows come in, a table is soon twice as large as it was.
            return connection == by
                    && uses < MOST_USES
                    && (uses > 8 || Integer.bitCount(uses) != 1);
        }
    }

    private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** The statement with this text, ready to be given its parameters and to be run. */
    PreparedStatement of(Connection connection, String sql) throws SQLException {
        Kept known = kept.get(sql);
        if (known == null || !known.serves(connection)) {
            int uses = known == null || known.uses >= MOST_USES ? 0 : known.uses;
            drop(sql);
            known = new Kept(connection, connection.prepareStatement(sql));
            known.uses = uses;
            kept.put(sql, known);
            if (kept.size() > MOST) {
                drop(kept.keySet().iterator().next());
            }
        }
        known.uses++;
        return known.statement;
    }

    private void drop(String sql) {
        Kept known = kept.remove(sql);
        if (known != null) {
            try {
                known.statement.close();
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
