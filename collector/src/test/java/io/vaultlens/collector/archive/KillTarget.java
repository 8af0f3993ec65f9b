package io.vaultlens.collector.archive;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.ingest.Progress;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreException;
import io.vaultlens.collector.store.StoreListener;
import io.vaultlens.collector.store.StoreSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The process that {@link Kills} stops: it takes an archive in and tells on its standard output,
 * unbuffered, which moment of a write it is in.
 */
final class KillTarget implements StoreListener {
    static final String READY = "ready";
    static final String FINISHED = "finished";

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private KillTarget() {}

    /** Arguments: the data folder, the archive, the rows of one transaction. */
    public static void main(String[] arguments) {
        KillTarget target = new KillTarget();
        StoreSettings settings =
                StoreSettings.standard().withMemoryMegabytes(512).withListener(target);
        try (Store store = Store.open(Path.of(arguments[0]), Catalog.load(), settings)) {
            target.say(READY);
            Thread.ofPlatform().daemon().start(() -> checkpointAgainAndAgain(store));
            IngestSettings small =
                    IngestSettings.standard().withBatchRows(Integer.parseInt(arguments[2]));
            new Ingest(store, Clock.systemUTC(), small)
                    .paths(List.of(Path.of(arguments[1])), Progress.NONE);
            target.say(FINISHED);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void checkpointAgainAndAgain(Store store) {
        try {
            while (true) {
                rest(60);
                store.checkpoint();
            }
        } catch (StoreException e) {
            // The store is closed: the archive has been read to its end.
        }
    }

    private static void rest(long milliseconds) {
        try {
            Thread.sleep(Duration.ofMillis(milliseconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void inTransaction() {
        say("inTransaction");
        // Long enough for the killer to be there before the commit.
        rest(10);
    }

    @Override
    public void committing() {
        say("committing");
    }

    @Override
    public void checkpointing() {
        say("checkpointing");
    }

    @Override
    public void done() {
        say("done");
    }

    private synchronized void say(String word) {
        try {
            out.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("nobody listens", e);
        }
    }
}
