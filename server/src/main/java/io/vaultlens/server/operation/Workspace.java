package io.vaultlens.server.operation;

import io.vaultlens.collector.backup.StoreBackup;
import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.ErrorCodes;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreSettings;
import io.vaultlens.collector.upkeep.Rule;
import io.vaultlens.collector.upkeep.Upkeep;
import io.vaultlens.query.QueryEngine;
import io.vaultlens.query.engine.SqlEngine;
import io.vaultlens.query.engine.duckdb.DuckDbEngine;
import io.vaultlens.server.config.Config;
import io.vaultlens.server.config.Limits;
import io.vaultlens.server.config.Maintenance;
import io.vaultlens.server.protect.Engines;
import io.vaultlens.server.protect.Protection;
import io.vaultlens.server.protect.Questions;
import io.vaultlens.server.retry.Retries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * One data folder with everything that works on it, opened by a server or by one command, and wired
 * here by hand.
 *
 * @param config what the administrator set
 * @param store the tables
 * @param ingest takes records in
 * @param sql runs statements
 * @param queries answers questions
 * @param questions asks the server's own
 * @param engines what makes backups
 * @param protection runs them
 * @param retries runs failed ones again
 * @param backup writes the store itself into a file
 * @param upkeep takes old rows out and keeps the file small
 */
public record Workspace(
        Config config,
        Store store,
        Ingest ingest,
        SqlEngine sql,
        QueryEngine queries,
        Questions questions,
        Engines engines,
        Protection protection,
        Retries retries,
        StoreBackup backup,
        Upkeep upkeep)
        implements AutoCloseable {
    /** Opens the folder, makes it where it is missing, and takes it for this process. */
    public static Workspace open(Path data, Config config, Clock clock) {
        return open(data, config, clock, clock);
    }

    /** The same, with a clock of its own for what {@code now()} means in questions. */
    public static Workspace open(Path data, Config config, Clock clock, Clock asked) {
        return open(data, config, config.limits().queryMegabytes(), clock, asked);
    }

    /** The same for a process that takes records in and asks nothing, with less memory. */
    public static Workspace openToFill(Path data, Config config, Clock clock) {
        int megabytes = Math.min(config.limits().queryMegabytes(), StoreSettings.WRITING_MEGABYTES);
        return open(data, config, megabytes, clock, clock);
    }

    private static Workspace open(
            Path data, Config config, int megabytes, Clock clock, Clock asked) {
        Limits limits = config.limits();
        Catalog catalog = Catalog.load();
        StoreSettings settings = StoreSettings.standard().withMemoryMegabytes(megabytes);
        Store store = Store.open(data, catalog, settings);
        store.replace("ErrorCodes", ErrorCodes.rows());
        Ingest ingest = new Ingest(store, clock, ingestSettings(limits));
        SqlEngine sql = new DuckDbEngine(store::reader, limits.queries());
        store.equippedBy(DuckDbEngine::addFunctions);
        QueryEngine queries = new QueryEngine(catalog, sql, asked);
        Questions questions = new Questions(queries::run);
        Engines engines = new Engines();
        Protection protection = new Protection(config.protect(), engines, ingest, questions, clock);
        Retries retries =
                new Retries(store, questions, protection, clock, limits.retriesPerIncident());
        return new Workspace(
                config,
                store,
                ingest,
                sql,
                queries,
                questions,
                engines,
                protection,
                retries,
                new StoreBackup(store, Version.PRODUCT, clock),
                upkeep(store, clock, config.maintenance()));
    }

    private static Upkeep upkeep(Store store, Clock clock, Maintenance maintenance) {
        List<Rule> rules =
                maintenance.retention().stream()
                        .map(each -> new Rule(each.table(), Duration.ofDays(each.days())))
                        .toList();
        return new Upkeep(store, clock, rules, maintenance.shrinkPercent());
    }

    private static IngestSettings ingestSettings(Limits limits) {
        IngestSettings standard = IngestSettings.standard();
        return new IngestSettings(
                limits.lineMegabytes() << 20,
                standard.deadLetterBytes(),
                standard.deadLetterHeadBytes(),
                (long) limits.fileGigabytes() << 30,
                standard.batchRows(),
                standard.batchBytes(),
                standard.threads(),
                standard.watchInterval(),
                Duration.ofHours(limits.aheadHours()));
    }

    /** Takes up what a stopped process left unfinished; once, before a backup or retry is asked. */
    public void resume() {
        protection.open();
        retries.open();
    }

    @Override
    public void close() {
        for (AutoCloseable part : List.<AutoCloseable>of(protection, engines, sql, store)) {
            try {
                part.close();
            } catch (Exception e) {
                System.getLogger(Workspace.class.getName())
                        .log(System.Logger.Level.WARNING, "A part did not close", e);
            }
        }
    }
}
