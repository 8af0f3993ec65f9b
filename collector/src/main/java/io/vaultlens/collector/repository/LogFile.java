package io.vaultlens.collector.repository;

import io.vaultlens.collector.source.Position;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the runs that were added to a log since the last time; used by one thread. */
final class LogFile {
    private static final int LONGEST_LINE = 1 << 20;

    private final Path file;
    private final List<Ended> ended = new ArrayList<>();
    private long at;
    private long end;

    private LogFile(Path file) {
        this.file = file;
    }

    /**
     * A run with an id that is the same whenever it is read.
     *
     * @param at when it ended, or when the file was last written where the log does not say
     */
    record Ended(String id, LoggedRun run, Instant at) {}

    /**
     * What was read.
     *
     * @param offset the byte after the last run that has ended
     */
    record Reading(List<Ended> runs, long offset) {}

    /** Reads from a position on; from the beginning when the file has become shorter. */
    static Reading read(Path file, Position position, RunLog log) throws IOException {
        LogFile reading = new LogFile(file);
        reading.at = Files.size(file) < position.offset() ? 0 : position.offset();
        reading.end = reading.at;
        Instant written = Files.getLastModifiedTime(file).toInstant();
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
            content.skipNBytes(reading.at);
            Optional<String> line = reading.line(content);
            while (line.isPresent()) {
                reading.take(log.add(line.get()), line.get(), written);
                line = reading.line(content);
            }
        }
        return new Reading(reading.ended, reading.end);
    }

    private void take(Optional<LoggedRun> run, String line, Instant written) {
        if (run.isEmpty()) {
            return;
        }
        String identity = file + "\n" + at + "\n" + line;
        UUID id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
        ended.add(new Ended(id.toString(), run.get(), run.get().at().orElse(written)));
        end = at;
    }

    /** The next line that has its end; of one that is too long only the beginning. */
    private Optional<String> line(InputStream content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = content.read(); next >= 0; next = content.read()) {
            at++;
            if (next == '\n') {
                return Optional.of(bytes.toString(StandardCharsets.UTF_8).strip());
            }
            if (bytes.size() < LONGEST_LINE) {
                bytes.write(next);
            }
        }
        return Optional.empty();
    }
}
