package io.vaultlens.collector.repository;

import io.vaultlens.collector.source.Position;
import io.vaultlens.collector.source.Positions;
import io.vaultlens.collector.source.RecordFeed;
import io.vaultlens.collector.vault.DiagnosticRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells of the jobs that the logs of runs know: those that failed, and how the others went. */
final class RunLogs {
    private final Optional<String> path;
    private final String place;
    private final RepositoryRecords records;
    private final RepositoryReader reader;
    private final Map<Path, Long> seen = new HashMap<>();

    /** The logs at a path: one file, or all that lie in a folder. */
    RunLogs(
            Optional<String> path,
            String place,
            RepositoryRecords records,
            RepositoryReader reader) {
        this.path = path;
        this.place = place;
        this.records = records;
        this.reader = reader;
    }

    /** Hands over the jobs of new runs; the ids of backups whose job is told with it. */
    Set<String> tell(
            List<Copy> copies, Positions positions, RecordFeed feed, List<String> failures) {
        Set<String> told = new HashSet<>();
        for (Path file : files(failures)) {
            try {
                long size = Files.size(file);
                Position before = positions.of(place + "/log/" + file);
                if (seen.getOrDefault(file, -1L) != size) {
                    tell(file, copies, before, feed, told);
                    seen.put(file, size);
                }
            } catch (IOException e) {
                failures.add(file + " could not be read: " + reason(e));
            }
        }
        return told;
    }

    private List<Path> files(List<String> failures) {
        if (path.isEmpty()) {
            return List.of();
        }
        Path log = Path.of(path.get()).toAbsolutePath().normalize();
        if (!Files.isDirectory(log)) {
            return List.of(log);
        }
        try (Stream<Path> entries = Files.list(log)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            failures.add(log + " could not be read: " + reason(e));
            return List.of();
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is no such file" : "" + e.getMessage();
    }

    private void tell(
            Path file, List<Copy> copies, Position before, RecordFeed feed, Set<String> told)
            throws IOException {
        LogFile.Reading reading = LogFile.read(file, before, reader.newRunLog());
        List<DiagnosticRecord> jobs = new ArrayList<>();
        String item = itemOf(file, copies, reading);
        for (LogFile.Ended ended : reading.runs()) {
            Optional<Copy> copy =
                    copies.stream()
                            .filter(it -> ended.run().madeBackup())
                            .filter(it -> it.id().startsWith(ended.run().copy()))
                            .findFirst();
            if (copy.isPresent() && !copy.get().ownJob()) {
                told.add(copy.get().id());
                jobs.add(job(copy.get(), ended.run()));
            } else if (!ended.run().madeBackup()) {
                jobs.add(records.failedJob(ended.id(), item, ended.run(), ended.at()));
            }
        }
        RepositorySource.feed(jobs, before, feed);
        if (reading.offset() != before.offset()) {
            feed.position(before.at(reading.offset(), "read"));
        }
    }

    private DiagnosticRecord job(Copy copy, LoggedRun run) {
        Copy known = run.sizes().map(copy::with).orElse(copy);
        return records.job(known, run.failure(), run.message());
    }

    /**
     * What the runs of a log back up: what a good run in it did, or the only item that there is;
     * else the file's name stands for it.
     */
    private static String itemOf(Path file, List<Copy> copies, LogFile.Reading reading) {
        Optional<String> good =
                reading.runs().stream()
                        .filter(ended -> ended.run().madeBackup())
                        .flatMap(ended ->
                                copies.stream()
                                        .filter(it -> it.id().startsWith(ended.run().copy())))
                        .map(Copy::item)
                        .findFirst();
        List<String> items = copies.stream().map(Copy::item).distinct().toList();
        return good.or(() -> items.size() == 1 ? Optional.of(items.getFirst()) : Optional.empty())
                .orElse(file.getFileName().toString().replaceFirst("\\.[^.]*$", ""));
    }
}
