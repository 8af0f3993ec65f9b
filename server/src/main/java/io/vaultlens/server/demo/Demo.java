package io.vaultlens.server.demo;

import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.Progress;
import io.vaultlens.collector.store.Store;
import io.vaultlens.server.protect.Protection;
import io.vaultlens.server.protect.Questions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A data folder with an estate to look at: invented telemetry, taken in as any archive is, and real
 * backups of a small real folder, one of which fails for a real reason.
 *
 * <p>Each step can be done again after it was cut off, without doing anything twice.
 */
public final class Demo {
    private static final long SEED = 7;
    private static final String COUNT_ATTEMPTS =
            "RetryAttempts | where Trigger == \"auto\" | count";

    private final Path data;
    private final Path folder;
    private final DemoHome home;
    private final Clock clock;
    private final Consumer<String> tell;

    /**
     * A demo in this data folder.
     *
     * @param tell hears, line by line, what is done
     */
    public Demo(Path data, Clock clock, Consumer<String> tell) {
        this.data = data;
        this.folder = data.resolve("demo");
        this.home = new DemoHome(folder.resolve("home"));
        this.clock = clock;
        this.tell = tell;
    }

    /** Whether everything is there and loaded. */
    public boolean isLoaded() {
        return Files.exists(loadedMark());
    }

    private Path loadedMark() {
        return folder.resolve("loaded");
    }

    /** The archive of telemetry. */
    private Path archive() {
        return folder.resolve("archive");
    }

    /**
     * Makes the folder with its configuration and the small real folder.
     *
     * @throws IOException when the folder holds something that is no demo, or cannot be written
     */
    public void prepare() throws IOException {
        Path config = data.resolve("vaultlens.yaml");
        if (!Files.exists(folder) && (Store.exists(data) || Files.exists(config))) {
            throw new IOException(
                    data
                            + " holds a store that is no demo; name another folder with --data, or"
                            + " serve this one with `vaultlens serve`");
        }
        Files.createDirectories(folder);
        if (!Files.exists(config)) {
            home.make();
            Files.writeString(config, home.configuration());
        }
    }

    /**
     * Loads the estate and runs the real backups.
     *
     * @throws IOException when a file cannot be written, or the archive was not taken in whole
     */
    public void load(Store store, Ingest ingest, Protection protection, Questions questions)
            throws IOException {
        Instant now = moment();
        tell.accept("Inventing an estate with its last " + DemoEstate.DAYS + " days");
        List<Map<String, Object>> retries = new DemoEstate(SEED, now).write(archive());
        IngestRun run = ingest.paths(List.of(archive()), Progress.NONE);
        if (!run.failures().isEmpty() || run.keptAside() > 0) {
            throw new IOException(
                    "the invented archive was not taken in whole: "
                            + run.keptAside()
                            + " records kept aside "
                            + run.failures());
        }
        tell.accept("Took in " + run.read() + " records");
        if (count(questions) == 0) {
            store.append("RetryAttempts", retries);
        }
        home.backUp(protection, questions);
        tell.accept("Backed up a small real folder; one backup failed, and can be mended");
        Files.writeString(loadedMark(), now + "\n");
    }

    private static long count(Questions questions) {
        return questions
                .askForOne(COUNT_ATTEMPTS, Map.of())
                .map(row -> (Long) row.values().iterator().next())
                .orElse(0L);
    }

    /** The moment that the estate is told from: the first start's, also when that was cut off. */
    private Instant moment() throws IOException {
        Path file = folder.resolve("moment");
        if (!Files.exists(file)) {
            Path draft = folder.resolve("moment.draft");
            Files.writeString(draft, clock.instant().toString());
            Files.move(draft, file);
        }
        return Instant.parse(Files.readString(file).strip());
    }

    /** How to mend the backup that failed, line by line, as one would type it. */
    public List<String> howToMend() {
        return home.howToMend();
    }
}
