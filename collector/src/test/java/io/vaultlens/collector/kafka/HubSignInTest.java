package io.vaultlens.collector.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.collector.watch.HealthTable;
import io.vaultlens.collector.watch.SourceHealth.State;
import io.vaultlens.collector.watch.Watches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker with TLS and a password, as Event Hubs has both, lets in who may and says why not. */
class HubSignInTest {
    private static final String HUB = "insights-logs-jobs";
    private static final IngestSettings SETTINGS =
            IngestSettings.standard().withWatchInterval(Duration.ofMillis(50));

    @TempDir static Path work;
    private static Certificate shown;
    private static Certificate other;
    private static Path password;
    private static Broker broker;

    @BeforeAll
    static void start() throws IOException {
        shown = Certificate.of(work, "broker", "localhost");
        other = Certificate.of(work, "other", "localhost");
        password = work.resolve("password");
        setPassword("right");
        Broker.Lock lock = new Broker.Lock(shown.store(), password);
        broker = new Broker(work.resolve("data"), Optional.of(lock));
        broker.create(HUB, 1);
        String body = House.job("a", "2026-02-01T00:00:00Z", "Completed");
        broker.send(HUB, 0, List.of("{\"records\": [" + body + "]}"));
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private static void setPassword(String text) throws IOException {
        Files.writeString(password, text);
    }

    private static Map<String, String> entry(String host, String password, Path trust) {
        Map<String, String> entry = new HashMap<>();
        entry.put("servers", broker.securely(host));
        entry.put("hubs", HUB);
        entry.put("user", "reader");
        entry.put("password", password);
        entry.put("trust", trust.toString());
        return entry;
    }

    /** What mends it. */
    @FunctionalInterface
    private interface Mending {
        void run() throws IOException;
    }

    /** Follows what the entry says: first it fails with these words, then it is mended. */
    private static void fails(Map<String, String> entry, String words, Mending mending)
            throws IOException {
        try (House house = new House(SETTINGS);
                HealthTable table = new HealthTable(house.store, Clock.systemUTC());
                Watches watches = new Watches(house.ingest, table)) {
            watches.add(SourceValues.of("hub", HubSource.KIND, entry));
            watches.startAll();
            Awaitility.await()
                    .until(() -> watches.health().getFirst().state() == State.BACKING_OFF);
            assertEquals(words, watches.health().getFirst().lastError());
            assertEquals(0, house.count("\"AddonAzureBackupJobs\""));
            mending.run();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> house.count("\"AddonAzureBackupJobs\"") == 1);
            assertNotEquals(State.BACKING_OFF, watches.health().getFirst().state());
        }
    }

    @Test
    void theRightPasswordReads() {
        try (House house = new House(SETTINGS);
                HealthTable table = new HealthTable(house.store, Clock.systemUTC());
                Watches watches = new Watches(house.ingest, table)) {
            watches.add(
                    SourceValues.of(
                            "hub", HubSource.KIND, entry("localhost", "right", shown.pem())));
            watches.startAll();
            Awaitility.await().until(() -> house.count("\"AddonAzureBackupJobs\"") == 1);
            assertEquals("", watches.health().getFirst().lastError());
        }
    }

    @Test
    void aWrongPasswordIsSaidUntilItIsRight() throws IOException {
        fails(
                entry("localhost", "new", shown.pem()),
                broker.securely("localhost")
                        + "/insights-logs-jobs refuses the sign-in: Authentication failed:"
                        + " Invalid username or password; are the name and the password, or the"
                        + " connection string, the latest, with the right to listen (Azure Event"
                        + " Hubs Data Receiver)?",
                () -> setPassword("new"));
        setPassword("right");
    }

    @Test
    void aCertificateThatNobodyKnowsIsSaidUntilItIsTrusted() throws IOException {
        Path trust = Files.copy(other.pem(), work.resolve("trust.pem"));
        fails(
                entry("localhost", "right", trust),
                broker.securely("localhost")
                        + "/insights-logs-jobs shows a certificate that none of those in "
                        + trust
                        + " has signed; put the certificate of who signed it into a file (PEM) and"
                        + " name that as 'trust'",
                () -> Files.copy(shown.pem(), trust, StandardCopyOption.REPLACE_EXISTING));
    }

    @Test
    void aCertificateForAnotherNameIsSaid() throws IOException {
        Certificate elsewhere = Certificate.of(work, "elsewhere", "broker.contoso.example");
        Path trust = work.resolve("both.pem");
        Files.writeString(trust, Files.readString(shown.pem()) + Files.readString(elsewhere.pem()));
        broker.show(elsewhere.store());
        fails(
                entry("localhost", "right", trust),
                broker.securely("localhost")
                        + "/insights-logs-jobs shows a certificate for another name (No subject"
                        + " alternative DNS name matching localhost found.); write the name that"
                        + " stands in it under 'servers'",
                () -> broker.show(shown.store()));
    }

    @Test
    void aFileOfCertificatesThatIsNoneIsSaid() throws IOException {
        Path trust = work.resolve("none.pem");
        fails(
                entry("localhost", "right", trust),
                "the certificates of 'trust' cannot be read from "
                        + trust
                        + "; expected a file with certificates in PEM's form",
                () -> Files.copy(shown.pem(), trust));
    }

    @Test
    void whereOneSideSpeaksTlsAndTheOtherDoesNotBothAreNamed() {
        Map<String, String> entry = entry("localhost", "right", shown.pem());
        entry.put("servers", broker.servers());
        assertEquals(
                List.of(
                        broker.servers()
                                + " does not answer with TLS; are the servers and the port right,"
                                + " and are they reached from here? Servers without TLS need"
                                + " 'tls: false'"),
                look(entry));
        entry = new HashMap<>(Map.of("hubs", HUB, "tls", "false"));
        entry.put("servers", broker.securely("localhost"));
        assertEquals(
                List.of(
                        broker.securely("localhost")
                                + " does not answer without TLS; are the servers and the port"
                                + " right, and are they reached from here? Servers with TLS need"
                                + " 'tls: true'"),
                look(entry));
    }

    private static List<String> look(Map<String, String> entry) {
        try (House house = new House(SETTINGS);
                HealthTable table = new HealthTable(house.store, Clock.systemUTC());
                Watches watches = new Watches(house.ingest, table)) {
            SourceValues values = SourceValues.of("hub", HubSource.KIND, entry);
            return watches.test(values, Duration.ofSeconds(20)).failures();
        }
    }
}
