package io.vaultlens.collector.ingest;

import java.time.Duration;

/**
 * The limits of taking records in.
 *
 * @param recordBytes the longest record that is read; a longer one is kept aside
 * @param deadLetterBytes up to this length a record is kept aside whole, else its head and hash
 * @param deadLetterHeadBytes how much is kept of a record that is longer
 * @param unpackedBytes how much one compressed file may unpack to
 * @param batchRows rows after which a transaction commits
 * @param batchBytes bytes of read records after which a transaction commits
 * @param threads threads that parse
 * @param watchInterval how long a watched folder rests between two looks
 * @param furthestAhead how far ahead of the clock a record's time may lie
 */
public record IngestSettings(
        int recordBytes,
        int deadLetterBytes,
        int deadLetterHeadBytes,
        long unpackedBytes,
        int batchRows,
        long batchBytes,
        int threads,
        Duration watchInterval,
        Duration furthestAhead) {
    /** What fits most machines. */
    public static IngestSettings standard() {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        // Two of them are under way, one written and one gathered.
        long batchBytes = Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);
        return new IngestSettings(
                8 << 20,
                1 << 20,
                64 << 10,
                64L << 30,
                // Each statement of a transaction ends with work that one thread does alone.
                1_000_000,
                batchBytes,
                threads,
                Duration.ofSeconds(1),
                Duration.ofDays(2));
    }

    /** The same with other limits on the length of a record. */
    public IngestSettings withRecordBytes(int most, int keptWhole, int keptHead) {
        return new IngestSettings(
                most,
                keptWhole,
                keptHead,
                unpackedBytes,
                batchRows,
                batchBytes,
                threads,
                watchInterval,
                furthestAhead);
    }

    /** The same with another limit on what a compressed file unpacks to. */
    public IngestSettings withUnpackedBytes(long most) {
        return new IngestSettings(
                recordBytes,
                deadLetterBytes,
                deadLetterHeadBytes,
                most,
                batchRows,
                batchBytes,
                threads,
                watchInterval,
                furthestAhead);
    }

    /** The same with transactions of another size. */
    public IngestSettings withBatchRows(int rows) {
        return new IngestSettings(
                recordBytes,
                deadLetterBytes,
                deadLetterHeadBytes,
                unpackedBytes,
                rows,
                batchBytes,
                threads,
                watchInterval,
                furthestAhead);
    }

    /** The same with another rest between two looks at a watched folder. */
    public IngestSettings withWatchInterval(Duration rest) {
        return new IngestSettings(
                recordBytes,
                deadLetterBytes,
                deadLetterHeadBytes,
                unpackedBytes,
                batchRows,
                batchBytes,
                threads,
                rest,
                furthestAhead);
    }

    /** The same with another limit on how far ahead of the clock a record's time may lie. */
    public IngestSettings withFurthestAhead(Duration ahead) {
        return new IngestSettings(
                recordBytes,
                deadLetterBytes,
                deadLetterHeadBytes,
                unpackedBytes,
                batchRows,
                batchBytes,
                threads,
                watchInterval,
                ahead);
    }
}
