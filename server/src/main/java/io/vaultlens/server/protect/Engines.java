package io.vaultlens.server.protect;

import io.vaultlens.server.engine.BackupEngine;
import io.vaultlens.server.engine.embedded.EmbeddedEngine;
import io.vaultlens.server.engine.restic.ResticEngine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** The list of all backup engines; a new one is a class and a line here. */
public final class Engines implements AutoCloseable {
    private static final int BACKUPS_AT_ONCE = 2;

    private final ExecutorService workers;
    private final List<BackupEngine> engines;

    /** Engines with threads of their own. */
    public Engines() {
        ThreadFactory threads = Thread.ofPlatform().name("backup-", 1).daemon(true).factory();
        workers = Executors.newFixedThreadPool(BACKUPS_AT_ONCE, threads);
        engines = List.of(new EmbeddedEngine(workers), new ResticEngine(workers));
    }

    /** All of them. */
    public List<BackupEngine> all() {
        return engines;
    }

    /** The engine of this name. */
    public Optional<BackupEngine> named(String name) {
        return engines.stream().filter(engine -> engine.name().equals(name)).findFirst();
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
