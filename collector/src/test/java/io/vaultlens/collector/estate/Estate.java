package io.vaultlens.collector.estate;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.ErrorCodes;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.ingest.Progress;
import io.vaultlens.collector.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A small made-up estate in a store of its own, loaded as any other records are.
 *
 * <p>Three vaults of contoso, fabrikam and northwind with six items, eight to ten March 2026: a job
 * that ran and one that failed, a repeat in other letters, a late state, numbers as text, a field
 * nobody knows. It is the same in every room; a test class opens one and closes it.
 */
public final class Estate implements AutoCloseable {
    /** The estate's present moment. */
    public static final Instant NOW = Instant.parse("2026-03-10T09:00:00Z");

    private final Store store;

    private Estate(Store store) {
        this.store = store;
    }

    /** Loads the estate into a new store in memory. */
    public static Estate open() {
        Estate estate = new Estate(Store.inMemory(Catalog.load()));
        IngestRun run = estate.ingest(records());
        if (run.keptAside() > 0 || !run.failures().isEmpty()) {
            throw new IllegalStateException("the estate was not read whole: " + run);
        }
        return estate;
    }

    /** A store in memory with what the files of a folder hold that are records. */
    public static Estate of(Path folder) throws IOException {
        Estate estate = new Estate(Store.inMemory(Catalog.load()));
        estate.store.replace("ErrorCodes", ErrorCodes.rows());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> records = files.filter(Estate::holdsRecords).sorted().toList();
            IngestRun run =
                    new Ingest(estate.store, clock(), IngestSettings.standard())
                            .paths(records, Progress.NONE);
            if (run.keptAside() > 0 || !run.failures().isEmpty()) {
                throw new IllegalStateException("the folder was not read whole: " + run);
            }
        }
        return estate;
    }

    private static boolean holdsRecords(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jsonl")
                || name.endsWith(".eventhub.json")
                || name.startsWith("arg.") && name.endsWith(".objectArray.json");
    }

    /** The estate's records as JSON texts, table by table. */
    public static List<String> records() {
        List<String> records = new ArrayList<>();
        for (TableDef table : Catalog.load().tables()) {
            if (!table.system() && !table.isView()) {
                records.addAll(records(table.name()));
            }
        }
        return records;
    }

    /** The records of one table; none for a table that the estate does not fill. */
    public static List<String> records(String table) {
        try (InputStream file = Estate.class.getResourceAsStream("/estate/" + table + ".jsonl")) {
            if (file == null) {
                return List.of();
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the estate's records cannot be read", e);
        }
    }

    /** Adds records, for a test that needs more than the estate has. */
    public IngestRun ingest(List<String> records) {
        return new Ingest(store, clock(), IngestSettings.standard()).records("estate", records);
    }

    /** A clock that stands at {@link #NOW}. */
    public static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    /** The store with the estate in it. */
    public Store store() {
        return store;
    }

    @Override
    public void close() {
        store.close();
    }
}
