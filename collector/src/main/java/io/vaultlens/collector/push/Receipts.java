package io.vaultlens.collector.push;

import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.collector.ingest.Delivery;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.store.Chunk;
import io.vaultlens.collector.store.HistoryWriter;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreException;
import io.vaultlens.collector.store.TableLayout;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The answers to pushes that named a key, in the table {@code Pushes}: each is written in the
 * transaction of its rows, so that a key counts once even when the server was killed in between.
 *
 * <p>Any thread may use it; what reads or writes the store says so.
 */
final class Receipts {
    private static final String TABLE = "Pushes";
    private static final long PRUNE_TICKS = 60 * Ticks.PER_SECOND;

    /** Which keys the store may have, by their hash, oldest first, with their time. */
    private final Map<Long, Long> known = new LinkedHashMap<>();

    private final Map<Delivery, Receipt> drafts = new ConcurrentHashMap<>();
    private final Store store;
    private final TableLayout layout;
    private final Clock clock;
    private final PushLimits limits;
    private long forgetBefore;
    private long pruned;

    /** Reads which keys are known. */
    Receipts(Store store, Clock clock, PushLimits limits) {
        this.store = store;
        this.clock = clock;
        this.limits = limits;
        this.layout =
                new TableLayout(
                        store.catalog()
                                .table(TABLE)
                                .filter(TableDef::system)
                                .orElseThrow(
                                        () -> new StoreException("there is no table " + TABLE)));
        read();
    }

    private void read() {
        String sql = "SELECT _key, TimeGenerated FROM \"Pushes\" ORDER BY TimeGenerated";
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                remember(rows.getLong(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw new StoreException("cannot read the answers to pushes: " + e.getMessage(), e);
        }
    }

    private synchronized void remember(long hash, long ticks) {
        known.put(hash, ticks);
        var oldest = known.entrySet().iterator();
        while (known.size() > limits.keys() && oldest.hasNext()) {
            forgetBefore = Math.max(forgetBefore, oldest.next().getValue() + 1);
            oldest.remove();
        }
    }

    /** Whether the store may have an answer for this key. */
    synchronized boolean mayKnow(PushKey key) {
        return known.containsKey(key.hash());
    }

    /** The answer that was given; asks the store. */
    Optional<Receipt> find(PushKey key) {
        String sql =
                "SELECT \"Sha256\", \"Read\", \"Written\", \"Repeated\", \"KeptAside\", \"Reasons\""
                        + " FROM \"Pushes\" WHERE _key = ? AND \"Source\" = ? AND \"Key\" = ?"
                        + " AND TimeGenerated >= ?";
        try (Connection connection = store.reader();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, key.hash());
            statement.setString(2, key.source());
            statement.setString(3, key.key());
            statement.setLong(4, oldest());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(receipt(key, rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StoreException("cannot read the answers to pushes: " + e.getMessage(), e);
        }
    }

    private static Receipt receipt(PushKey key, ResultSet row) throws SQLException {
        PushAnswer answer =
                new PushAnswer(
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        Reasons.fromJson(row.getString(6)));
        return new Receipt(key, row.getString(1), answer);
    }

    private long oldest() {
        return Ticks.fromInstant(clock.instant().minus(limits.keysKept()));
    }

    /** The delivery's transaction is to write a receipt for this key, whose answer it will know. */
    void draft(Delivery delivery, PushKey key, String sha256) {
        drafts.put(delivery, new Receipt(key, sha256, PushAnswer.of(delivery, IngestRun.NOTHING)));
    }

    void drop(Delivery delivery) {
        drafts.remove(delivery);
    }

    /** What was drafted for a delivery is committed. */
    void committed(Delivery delivery) {
        Receipt receipt = drafts.remove(delivery);
        if (receipt != null) {
            remember(receipt.key().hash(), Ticks.fromInstant(clock.instant()));
        }
    }

    /** Writes the receipts of these deliveries within their transaction, and forgets old ones. */
    void write(Connection connection, HistoryWriter writer, Map<Delivery, IngestRun> runs)
            throws SQLException {
        long now = Ticks.fromInstant(clock.instant());
        List<Chunk> chunks = new ArrayList<>();
        for (Map.Entry<Delivery, IngestRun> each : runs.entrySet()) {
            Receipt draft = drafts.get(each.getKey());
            if (draft != null) {
                if (chunks.isEmpty()) {
                    chunks.add(new Chunk(layout));
                }
                put(chunks.getFirst(), draft, PushAnswer.of(each.getKey(), each.getValue()), now);
            }
        }
        writer.add(chunks, now);
        if (!chunks.isEmpty() && now - pruned > PRUNE_TICKS) {
            pruned = now;
            prune(connection);
        }
    }

    private void prune(Connection connection) throws SQLException {
        long before;
        synchronized (this) {
            before = Math.max(forgetBefore, oldest());
            known.values().removeIf(ticks -> ticks < before);
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM \"Pushes\" WHERE TimeGenerated < " + before);
        }
    }

    private void put(Chunk chunk, Receipt receipt, PushAnswer answer, long now) {
        number(chunk, "TimeGenerated", now);
        text(chunk, "Source", receipt.key().source());
        text(chunk, "Key", receipt.key().key());
        text(chunk, "Sha256", receipt.sha256());
        number(chunk, "Read", answer.read());
        number(chunk, "Written", answer.written());
        number(chunk, "Repeated", answer.repeated());
        number(chunk, "KeptAside", answer.keptAside());
        text(chunk, "Reasons", Reasons.toJson(answer.asides()));
        number(chunk, "_key", receipt.key().hash());
        chunk.keep();
    }

    private void text(Chunk chunk, String column, String value) {
        chunk.text(layout.index(column)).set(chunk.row(), value.getBytes(StandardCharsets.UTF_8));
    }

    private void number(Chunk chunk, String column, long value) {
        chunk.number(layout.index(column)).set(chunk.row(), value);
    }
}
