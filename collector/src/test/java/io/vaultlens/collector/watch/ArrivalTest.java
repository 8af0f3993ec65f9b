package io.vaultlens.collector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.source.FolderSource;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how soon what is appended to a followed folder is counted by a question, at 5,000 records
 * a second with 10,000 old files around; after half of the time a new hour's folder begins.
 */
class ArrivalTest {
    private static final int OLD = 10_000;
    private static final int SECONDS = 60;
    private static final int PIECES = 10;
    private static final int RECORDS = 500;

    @TempDir Path work;

    /** How many records there were after one piece more, and when. */
    private record Sent(long records, long nanos) {}

    private Path hour(int vault, int day, int hour) {
        return work.resolve(
                "in/vault-%d/y=2026/m=10/d=%02d/h=%02d/m=00/PT1H.json".formatted(vault, day, hour));
    }

    private static String record(String id) {
        return House.job(id, "2026-10-25T10:00:00Z", "Completed") + "\n";
    }

    private void makeOld() throws IOException {
        FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        for (int i = 0; i < OLD; i++) {
            Path file = hour(i % 20, 1 + i / 480, i / 20 % 24);
            Files.setLastModifiedTime(House.write(file, record("old-" + i)), yesterday);
        }
    }

    @Test
    @Tag("long")
    void whatIsAppendedIsCountedSoon() throws Exception {
        makeOld();
        Store store = Store.open(work.resolve("data"), Catalog.load(), StoreSettings.standard());
        Ingest ingest = new Ingest(store, Clock.systemUTC(), IngestSettings.standard());
        try (store;
                HealthTable table = new HealthTable(store, Clock.systemUTC());
                Watches watches = new Watches(ingest, table);
                Connection connection = store.reader();
                PreparedStatement count =
                        connection.prepareStatement(
                                "SELECT count(*) FROM \"AddonAzureBackupJobs\"")) {
            Map<String, String> values = Map.of("path", work.resolve("in").toString());
            watches.add(SourceValues.of("archive", FolderSource.KIND, values));
            watches.startAll();
            while (counted(count) < OLD) {
                Thread.sleep(100);
            }
            List<Long> millis = append(count);
            Collections.sort(millis);
            assertEquals(SECONDS * PIECES, millis.size());
            System.out.printf(
                    "arrival: median %d ms, 99th percentile %d ms, longest %d ms%n",
                    millis.get(millis.size() / 2),
                    millis.get(millis.size() * 99 / 100),
                    millis.getLast());
        }
    }

    private List<Long> append(PreparedStatement count) throws Exception {
        Queue<Sent> sent = new ArrayDeque<>();
        List<Long> millis = new ArrayList<>();
        long begin = System.nanoTime();
        int pieces = 0;
        while (pieces < SECONDS * PIECES || !sent.isEmpty()) {
            boolean due = System.nanoTime() - begin > pieces * (1_000_000_000L / PIECES);
            if (due && pieces < SECONDS * PIECES) {
                write(pieces++);
                sent.add(new Sent(OLD + (long) pieces * RECORDS, System.nanoTime()));
            }
            long rows = counted(count);
            while (!sent.isEmpty() && sent.peek().records() <= rows) {
                millis.add((System.nanoTime() - sent.remove().nanos()) / 1_000_000);
            }
            Thread.sleep(10);
        }
        return millis;
    }

    private void write(int piece) {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < RECORDS; i++) {
            records.append(record("new-" + piece + "-" + i));
        }
        Path file = hour(piece % 4, 25, piece < SECONDS * PIECES / 2 ? 10 : 11);
        if (Files.exists(file)) {
            House.append(file, records.toString());
        } else {
            House.write(file, records.toString());
        }
    }

    private static long counted(PreparedStatement count) throws SQLException {
        try (ResultSet rows = count.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
