package io.vaultlens.collector.ingest;

import io.vaultlens.collector.mapping.Mapped;
import io.vaultlens.collector.mapping.Place;
import io.vaultlens.collector.mapping.Plans;
import io.vaultlens.collector.mapping.RecordMapper;
import io.vaultlens.collector.mapping.Rejected;
import io.vaultlens.collector.source.KeptBytes;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the records kept aside again, after a fix: those that a table takes now leave the dead
 * letters in the transaction that writes their rows, all others stay as they are.
 */
final class Replay {
    /** The name under which a replay stands among the runs. */
    private static final String SOURCE = "replay";

    private static final String LETTERS =
            "SELECT _key, \"Path\", \"Offset\", \"Line\", \"Length\", \"Record\", \"Sha256\""
                    + " FROM \"DeadLetters\"";

    private final IngestSettings settings;
    private final Committer committer;
    private final Checkpoints checkpoints;
    private final Instant started;
    private final RecordMapper mapper;
    private final List<Long> keys = new ArrayList<>();
    private long bytes;
    private long outOfReach;
    private String oneOutOfReach = "";
    private IngestRun total = IngestRun.NOTHING;

    Replay(
            IngestSettings settings,
            Plans plans,
            Committer committer,
            Checkpoints checkpoints,
            Instant started) {
        this.settings = settings;
        this.committer = committer;
        this.checkpoints = checkpoints;
        this.started = started;
        this.mapper = new RecordMapper(plans, settings.recordBytes());
    }

    /** Tries every record once; what the reader sees at the start is what is tried. */
    IngestRun run(Store store) {
        try (Connection reader = store.reader();
                Statement statement = reader.createStatement();
                ResultSet letters = statement.executeQuery(LETTERS)) {
            while (letters.next()) {
                take(letters);
                if (keys.size() >= settings.batchRows() || bytes >= settings.batchBytes()) {
                    commit();
                }
            }
        } catch (SQLException e) {
            throw new StoreException("cannot read the records kept aside: " + e.getMessage(), e);
        }
        commit();
        return total.plus(new IngestRun(outOfReach, 0, 0, outOfReach, failures()));
    }

    private void take(ResultSet letter) throws SQLException {
        Optional<byte[]> record = record(letter);
        if (record.isEmpty() || record.get().length > settings.recordBytes()) {
            outOfReach++;
            oneOutOfReach = letter.getString(2) + ":" + letter.getLong(4);
            return;
        }
        String path = letter.getString(2);
        long file = path.isEmpty() ? 0 : checkpoints.of(path).id();
        // The line stands for the letter, so that a rejected record says which it was.
        Place place = new Place(file, letter.getLong(3), keys.size());
        mapper.readFrom(path);
        mapper.add(record.get(), 0, record.get().length, place);
        keys.add(letter.getLong(1));
        bytes += record.get().length;
    }

    /** The whole record: as it was kept, or else from the file that it stood in. */
    private Optional<byte[]> record(ResultSet letter) throws SQLException {
        byte[] kept = DeadLetter.bytes(letter.getString(6));
        String sha256 = letter.getString(7);
        if (DeadLetter.sha256Of(kept).equals(sha256)) {
            return Optional.of(kept);
        }
        String path = letter.getString(2);
        long length = letter.getLong(5);
        if (path.isEmpty() || length > settings.recordBytes()) {
            return Optional.empty();
        }
        return KeptBytes.read(
                        Path.of(path), letter.getLong(3), (int) length, settings.unpackedBytes())
                .filter(bytes -> DeadLetter.sha256Of(bytes).equals(sha256));
    }

    private void commit() {
        if (keys.isEmpty()) {
            return;
        }
        Mapped mapped = mapper.finish();
        Set<Integer> rejected = new HashSet<>();
        for (Rejected each : mapped.rejected()) {
            rejected.add((int) each.line());
        }
        Batch batch = new Batch();
        mapped.chunks().forEach(batch::add);
        for (int i = 0; i < keys.size(); i++) {
            if (!rejected.contains(i)) {
                batch.answer(keys.get(i));
            }
        }
        batch.countRead(keys.size());
        IngestRun run = committer.commit(SOURCE, batch, started, List.of());
        long stay = rejected.size();
        total =
                total.plus(
                        new IngestRun(run.read(), run.written(), run.repeated(), stay, List.of()));
        keys.clear();
        bytes = 0;
    }

    private List<String> failures() {
        if (outOfReach == 0) {
            return List.of();
        }
        String message =
                "%d records are kept in part only, and their files are gone, changed or hold records"
                        + " longer than %d bytes (recordBytes); one stood at %s";
        return List.of(message.formatted(outOfReach, settings.recordBytes(), oneOutOfReach));
    }
}
