package io.vaultlens.collector.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.ingest.SharedCommits;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.TableLayout;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A store in memory that bodies are pushed into, empty for each test. */
abstract class PushHouse {
    static final String JOBS = "AddonAzureBackupJobs";
    static final int MEGABYTE = 1 << 20;
    static final PushLimits LIMITS =
            new PushLimits(
                    4 * MEGABYTE,
                    8 * MEGABYTE,
                    MEGABYTE,
                    64 * MEGABYTE,
                    Duration.ofMinutes(1),
                    1000,
                    Duration.ofHours(24));

    static Store store;
    Pushes pushes;

    @BeforeAll
    static void openStore() {
        store = Store.inMemory(Catalog.load());
    }

    @AfterAll
    static void closeStore() {
        store.close();
    }

    @BeforeEach
    void open() {
        pushes = pushes(LIMITS);
    }

    @AfterEach
    void close() {
        pushes.close();
        List<String> filled =
                List.of(
                        "DeadLetters",
                        "Pushes",
                        "IngestionRuns",
                        "Heartbeat",
                        "CoreAzureBackup",
                        jobs().name());
        store.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String name : filled) {
                    TableDef table = store.catalog().table(name).orElseThrow();
                    for (String stored : new TableLayout(table).storedTables()) {
                        statement.execute("DELETE FROM \"" + stored + "\"");
                    }
                }
            }
            return null;
        });
    }

    static TableDef jobs() {
        return store.catalog().table(JOBS).orElseThrow();
    }

    Pushes pushes(PushLimits limits) {
        Clock clock = Clock.systemUTC();
        IngestSettings settings =
                IngestSettings.standard().withRecordBytes(limits.recordBytes(), 1 << 16, 1 << 10);
        Ingest ingest = new Ingest(store, clock, settings);
        return new Pushes(store, ingest, clock, limits, SharedCommits.Listener.NONE);
    }

    static String job(int number) {
        return """
        {"time":"2026-03-01T08:00:00.%07dZ","resourceId":"/SUBSCRIPTIONS/S/X",\
        "category":"AddonAzureBackupJobs","operationName":"Job",\
        "properties":{"JobUniqueId":"job-%d","JobStatus":"Completed"}}\
        """
                .formatted(number, number);
    }

    static String jobs(int from, int to, String between) {
        return IntStream.range(from, to)
                .mapToObj(PushHouse::job)
                .collect(Collectors.joining(between));
    }

    PushAnswer push(String body) throws Exception {
        return push(JOBS, "", body.getBytes(UTF_8), false);
    }

    PushAnswer push(String category, String key, byte[] body, boolean packed) throws Exception {
        return pushes.take(
                new Push(
                        "push",
                        category,
                        Optional.of(key).filter(each -> !each.isEmpty()),
                        packed,
                        false,
                        body.length,
                        new ByteArrayInputStream(body)));
    }

    PushRefused refused(String body) {
        return assertThrows(PushRefused.class, () -> push(body));
    }

    static String told(PushAnswer answer) {
        return "%d %d %d %d"
                .formatted(answer.read(), answer.written(), answer.repeated(), answer.keptAside());
    }

    String ask(String sql) throws Exception {
        try (Connection connection = store.reader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return String.join(",", found);
        }
    }

    String count(String table) throws Exception {
        return ask("SELECT count(*) FROM \"" + table + "\"");
    }
}
