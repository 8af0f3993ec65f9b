package io.vaultlens.collector.ingest;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.store.Chunk;
import io.vaultlens.collector.store.HistoryWriter;
import io.vaultlens.collector.store.StoreException;
import io.vaultlens.collector.store.TableLayout;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes records kept aside, each place and content once. */
final class DeadLetters {
    private static final int CHUNK_ROWS = 1000;

    private final Optional<TableLayout> layout;

    DeadLetters(Catalog catalog) {
        layout = catalog.table("DeadLetters").filter(TableDef::system).map(TableLayout::new);
    }

    /** Adds them and returns how many were new. */
    long add(HistoryWriter writer, String source, List<DeadLetter> letters, long nowTicks)
            throws SQLException {
        if (letters.isEmpty()) {
            return 0;
        }
        List<Chunk> chunks = new ArrayList<>();
        for (DeadLetter letter : letters) {
            if (chunks.isEmpty() || chunks.getLast().rows() == CHUNK_ROWS) {
                chunks.add(new Chunk(table()));
            }
            put(chunks.getLast(), source, letter, nowTicks);
        }
        return writer.addNew(chunks, nowTicks);
    }

    private TableLayout table() {
        return layout.orElseThrow(() ->
                new StoreException("the catalogue has no table DeadLetters to keep records in"));
    }

    private void put(Chunk chunk, String source, DeadLetter letter, long nowTicks) {
        number(chunk, "TimeGenerated", nowTicks);
        text(chunk, "Source", source);
        text(chunk, "Path", letter.path());
        number(chunk, "Offset", letter.offset());
        number(chunk, "Line", letter.line());
        number(chunk, "Length", letter.length());
        text(chunk, "Reason", letter.reason());
        text(chunk, "Category", letter.category());
        text(chunk, "Record", letter.record());
        text(chunk, "Sha256", letter.sha256());
        number(chunk, "_key", letter.key(source));
        chunk.keep();
    }

    private void text(Chunk chunk, String column, String value) {
        chunk.text(table().index(column)).set(chunk.row(), value.getBytes(StandardCharsets.UTF_8));
    }

    private void number(Chunk chunk, String column, long value) {
        chunk.number(table().index(column)).set(chunk.row(), value);
    }

    /** Removes letters, by their keys, whose rows are written in the same transaction. */
    void remove(Connection connection, List<Long> keys) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < keys.size(); i += CHUNK_ROWS) {
                String some =
                        keys.subList(i, Math.min(keys.size(), i + CHUNK_ROWS)).stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "));
                statement.execute("DELETE FROM \"DeadLetters\" WHERE _key IN (" + some + ")");
            }
        }
    }

    /** Takes back what was kept aside as unfinished at these places: it is read again. */
    void takeBack(Connection connection, List<Batch.TakenBack> places) throws SQLException {
        if (places.isEmpty()) {
            return;
        }
        String sql =
                "DELETE FROM \"DeadLetters\" WHERE \"Path\" = ? AND \"Offset\" = ? AND \"Reason\" = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Batch.TakenBack place : places) {
                statement.setString(1, place.path());
                statement.setLong(2, place.offset());
                statement.setString(3, DeadLetter.UNFINISHED);
                statement.executeUpdate();
            }
        }
    }
}
