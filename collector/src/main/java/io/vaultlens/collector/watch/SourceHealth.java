package io.vaultlens.collector.watch;

import io.vaultlens.collector.source.Extent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a source does at one moment: a row of the table {@code Sources}.
 *
 * @param name what people call it
 * @param kind its kind
 * @param where where it is
 * @param state what it does now
 * @param lastRecord when the last record came in
 * @param lastLook when it was looked at last
 * @param nextLook when it is looked at next; none while it is looked at
 * @param lag how long after its own time the newest of the last records came in
 * @param counts what came of all its records
 * @param extent how far the look that goes on is
 * @param errors how many looks or parts of them failed
 * @param lastError the last of these failures
 * @param lastErrorAt when that was
 */
public record SourceHealth(
        String name,
        String kind,
        String where,
        State state,
        Optional<Instant> lastRecord,
        Optional<Instant> lastLook,
        Optional<Instant> nextLook,
        Optional<Duration> lag,
        Counts counts,
        Extent extent,
        long errors,
        String lastError,
        Optional<Instant> lastErrorAt) {
    /** What a source does. */
    public enum State {
        /** It is being read. */
        RUNNING("Running"),
        /** It rests until the next look. */
        WAITING("Waiting"),
        /** It failed and rests longer each time. */
        BACKING_OFF("BackingOff"),
        /** Nobody follows it. */
        STOPPED("Stopped");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** The word in the table. */
        public String word() {
            return word;
        }
    }

    /**
     * What came of records.
     *
     * @param read how many came
     * @param written how many were new
     * @param repeated how many were there already
     * @param keptAside how many went to {@code DeadLetters}
     */
    public record Counts(long read, long written, long repeated, long keptAside) {
        /** Nothing came. */
        public static final Counts NONE = new Counts(0, 0, 0, 0);
    }

    /** Whether both say the same to a person who looks now and then: times of looks aside. */
    boolean saysTheSameAs(SourceHealth other) {
        return calm().equals(other.calm());
    }

    private SourceHealth calm() {
        State calmState = state == State.RUNNING ? State.WAITING : state;
        return new SourceHealth(
                name,
                kind,
                where,
                calmState,
                lastRecord,
                Optional.empty(),
                Optional.empty(),
                lag,
                counts,
                extent,
                errors,
                lastError,
                lastErrorAt);
    }

    /** The row of the table. */
    Map<String, Object> row(Instant now) {
        Map<String, Object> row = new HashMap<>();
        row.put("TimeGenerated", now);
        row.put("Name", name);
        row.put("Kind", kind);
        row.put("Where", where);
        row.put("State", state.word());
        row.put("LastRecord", lastRecord.orElse(null));
        row.put("LastLook", lastLook.orElse(null));
        row.put("NextLook", nextLook.orElse(null));
        row.put("Lag", lag.orElse(null));
        row.put("Read", counts.read());
        row.put("Written", counts.written());
        row.put("Repeated", counts.repeated());
        row.put("KeptAside", counts.keptAside());
        row.put("FilesDone", extent.doneFiles());
        row.put("FilesTotal", extent.totalFiles());
        row.put("BytesDone", extent.doneBytes());
        row.put("BytesTotal", extent.totalBytes());
        row.put("Errors", errors);
        row.put("LastError", lastError);
        row.put("LastErrorAt", lastErrorAt.orElse(null));
        return row;
    }
}
