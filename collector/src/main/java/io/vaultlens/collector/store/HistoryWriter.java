package io.vaultlens.collector.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Writes parsed rows within a transaction: each record once, and the current state with them. */
public final class HistoryWriter {
    /**
     * What became of rows given to it.
     *
     * @param written rows that are new
     * @param repeated rows that were there already, or came twice
     */
    public record Written(long written, long repeated) {}

    private final Session session;
    private final SmallInserts inserts;

    HistoryWriter(Connection connection, Database database) {
        this.session = database.session(connection);
        this.inserts = database.inserts();
    }

    /**
     * Writes the rows of one table, in the order they were delivered; a row that repeats an older
     * one takes its place.
     *
     * @param arrivedTicks when the rows came in
     */
    public Written write(List<Chunk> chunks, long arrivedTicks) throws SQLException {
        return write(chunks, arrivedTicks, new HashSet<>(), false);
    }

    /**
     * The same, and tells what became of each chunk, for rows that several deliveries brought. It
     * may be called again for chunks of a transaction that failed.
     */
    public List<Written> writeEach(List<Chunk> chunks, long arrivedTicks) throws SQLException {
        chunks.forEach(Chunk::restore);
        Set<Long> replaced = new HashSet<>();
        write(chunks, arrivedTicks, replaced, true);
        return chunks.stream().map(chunk -> outcome(chunk, replaced)).toList();
    }

    private static Written outcome(Chunk chunk, Set<Long> replaced) {
        long repeated = chunk.dropped().cardinality();
        if (!replaced.isEmpty()) {
            NumberColumn keys = chunk.number(chunk.layout().index("_key"));
            for (int row = 0; row < chunk.rows(); row++) {
                boolean twin = !chunk.dropped().get(row) && replaced.contains(keys.get(row));
                repeated += twin ? 1 : 0;
            }
        }
        return new Written(chunk.rows() - repeated, repeated);
    }

    private Written write(
            List<Chunk> chunks, long arrivedTicks, Set<Long> replacedKeys, boolean eachIsTold)
            throws SQLException {
        if (chunks.isEmpty()) {
            return new Written(0, 0);
        }
        TableLayout layout = chunks.getFirst().layout();
        long repeated = Selection.dropRepeats(chunks, layout.index("_key"));
        Selection fresh = Selection.kept(chunks);
        Corrections corrections = new Corrections(session, layout);
        CurrentState current = new CurrentState(session, layout, corrections);
        Twins twins = new Twins(session, layout, corrections);
        long replaced = twins.remove(fresh);
        if (eachIsTold && replaced > 0) {
            replacedKeys.addAll(twins.keys());
        }
        int shared = layout.table().sharedKey();
        Selection newer = Selection.none();
        if (shared >= 0) {
            newer = corrections.giveBack(fresh.latest(shared));
            newer = current.makeRoom(shared, newer);
            insertCurrent(layout, shared, newer, arrivedTicks);
        }
        insert(layout, layout.table().pastTable(), fresh.minus(newer), arrivedTicks, "");
        if (shared >= 0) {
            current.updateRests(shared, fresh);
        }
        for (int i = shared + 1; i < layout.table().current().size(); i++) {
            if (layout.table().baseKey(i) == i) {
                Selection latest = corrections.untouched(i, fresh.latest(i));
                insertCurrent(layout, i, current.makeRoom(i, latest), arrivedTicks);
                corrections.rebuild(i, current);
                current.updateRests(i, fresh);
            }
        }
        return new Written(fresh.size() - replaced, repeated + replaced);
    }

    private void insertCurrent(TableLayout layout, int key, Selection newer, long arrivedTicks)
            throws SQLException {
        insert(layout, layout.currentStore(key), byScope(layout, newer), arrivedTicks, "");
    }

    /** Those of one vault together: its items and policies are few beside those of all vaults. */
    private static Selection byScope(TableLayout layout, Selection rows) {
        String scope = layout.table().scope();
        return scope.isEmpty() ? rows : rows.groupedBy(layout.index(scope));
    }

    /**
     * Adds rows to a system table whose {@code _key} is not there yet; returns how many were new.
     */
    public long addNew(List<Chunk> chunks, long arrivedTicks) throws SQLException {
        if (chunks.isEmpty()) {
            return 0;
        }
        TableLayout layout = chunks.getFirst().layout();
        Selection.dropRepeats(chunks, layout.index("_key"));
        String name = layout.table().name();
        String missing = " WHERE _key NOT IN (SELECT _key FROM " + StoredColumn.quote(name) + ")";
        return insert(layout, name, Selection.kept(chunks), arrivedTicks, missing);
    }

    /** Adds rows to a system table as they are. */
    public void add(List<Chunk> chunks, long arrivedTicks) throws SQLException {
        if (!chunks.isEmpty()) {
            TableLayout layout = chunks.getFirst().layout();
            insert(layout, layout.table().name(), Selection.kept(chunks), arrivedTicks, "");
        }
    }

    private long insert(
            TableLayout layout, String table, Selection rows, long arrivedTicks, String filter)
            throws SQLException {
        if (rows.size() == 0) {
            return 0;
        }
        int[] used = used(layout, rows);
        List<String> filled =
                IntStream.of(used).mapToObj(i -> layout.columns().get(i).name()).toList();
        if (!session.known().cover(table, filled)) {
            SparseColumns.store(session.connection(), table, filled);
            session.known().add(table, filled);
        }
        if (rows.size() <= ChunkFunction.FEW_ROWS && filter.isEmpty()) {
            return inserts.insert(session, rows, table, used, arrivedTicks);
        }
        String names = StoredColumn.list(filled);
        ChunkFeed feed = ChunkFeed.encoded(rows, used);
        String values = String.join(", ", feed.values());
        String sql =
                "INSERT INTO %s (_arrived, %s) SELECT %d, %s FROM records()%s"
                        .formatted(StoredColumn.quote(table), names, arrivedTicks, values, filter);
        return session.run(feed, sql);
    }

    /** The columns that any row fills; the others are left to their defaults. */
    private static int[] used(TableLayout layout, Selection rows) {
        return IntStream.range(0, layout.columns().size())
                .filter(i -> rows.chunks().stream().anyMatch(chunk -> chunk.uses(i)))
                .toArray();
    }
}
