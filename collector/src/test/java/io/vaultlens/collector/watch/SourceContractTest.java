package io.vaultlens.collector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.ingest.House;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.ingest.Pass;
import io.vaultlens.collector.repository.RealPrograms;
import io.vaultlens.collector.source.Block;
import io.vaultlens.collector.source.Buffers;
import io.vaultlens.collector.source.Positions;
import io.vaultlens.collector.source.Sink;
import io.vaultlens.collector.source.Source;
import io.vaultlens.collector.source.SourceContext;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.collector.watch.SourceCases.Maker;
import io.vaultlens.collector.watch.SourceHealth.State;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind of source holds to; each runs through all of it, one kind beside another. */
@Order(1)
@ParameterizedClass
@MethodSource("cases")
@Execution(ExecutionMode.CONCURRENT)
class SourceContractTest {
    private static final Duration REST = Duration.ofMillis(50);

    /** Some records only, so that there are many places to stop at. */
    private static final int BLOCK_BYTES = 4096;

    private static final IngestSettings SETTINGS =
            IngestSettings.standard()
                    .withWatchInterval(REST)
                    .withBatchRows(4)
                    .withFurthestAhead(RealPrograms.AHEAD);

    @TempDir Path work;

    /** A test of one kind, which the others of that kind wait for: they share what they read. */
    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Promise {}

    private final Maker maker;

    SourceContractTest(Maker maker) {
        this.maker = maker;
    }

    static Stream<Maker> cases() {
        return SourceCases.ALL.stream();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj("thing-%03d"::formatted).toList();
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private static Source source(House house, SourceCase place) {
        SourceContext standard = house.ingest.context();
        SourceContext small =
                new SourceContext(
                        standard.limits(), new Buffers(BLOCK_BYTES), standard.clock(), REST);
        SourceValues values = place.values();
        return values.kind().source(values, small);
    }

    /** Reads passes until one finds nothing. */
    private static void readAll(House house, SourceCase place) {
        try (Source source = source(house, place)) {
            long read = 1;
            while (read > 0) {
                read = house.ingest.read(source, Pass.PLAIN).read();
            }
        }
    }

    private record Following(HealthTable table, Watches watches) implements AutoCloseable {
        static Following of(House house, SourceCase place) {
            HealthTable table = new HealthTable(house.store, Clock.systemUTC());
            Watches watches = new Watches(house.ingest, table);
            watches.add(place.values());
            watches.startAll();
            return new Following(table, watches);
        }

        SourceHealth health() {
            return table.now().getFirst();
        }

        @Override
        public void close() {
            watches.close();
            table.close();
        }
    }

    @Promise
    void itGoesOnWhereItWasStopped() {
        try (SourceCase place = maker.make().apply(work);
                House house = new House(SETTINGS)) {
            List<String> all = ids(0, 120);
            place.deliver(all);
            for (int blocks = 0; blocks < 5; blocks++) {
                stopAfter(house, place, blocks);
            }
            readAll(house, place);
            assertEquals(all, place.arrived(house));
        }
    }

    /** A pass that ends after so many blocks, in a process that knows only what was committed. */
    private static void stopAfter(House house, SourceCase place, int blocks) {
        int[] left = {blocks};
        Pass pass =
                new Pass() {
                    @Override
                    public boolean stops() {
                        return left[0]-- <= 0;
                    }
                };
        try (Source source = source(house, place)) {
            house.again().read(source, pass);
        }
    }

    @Promise
    void aPassThatBreaksIsAsIfItHadEndedAtACommit() {
        try (SourceCase place = maker.make().apply(work);
                House house = new House(SETTINGS)) {
            List<String> all = ids(0, 120);
            place.deliver(all);
            int broken = 0;
            for (int blocks = 0; blocks < 4; blocks++) {
                broken += breaksAfter(house, place, blocks) ? 1 : 0;
            }
            assertTrue(broken > 0);
            readAll(house, place);
            assertEquals(all, place.arrived(house));
        }
    }

    private static boolean breaksAfter(House house, SourceCase place, int blocks) {
        int[] left = {blocks};
        Pass pass =
                new Pass() {
                    @Override
                    public boolean stops() {
                        if (left[0]-- <= 0) {
                            throw new IllegalStateException("broken for the test");
                        }
                        return false;
                    }
                };
        try (Source source = source(house, place)) {
            house.again().read(source, pass);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Promise
    void whatIsDeliveredTwiceIsThereOnce() {
        try (SourceCase place = maker.make().apply(work);
                House house = new House(SETTINGS)) {
            place.deliver(ids(0, 10));
            readAll(house, place);
            place.deliver(ids(5, 15));
            readAll(house, place);
            assertEquals(ids(0, 15), place.arrived(house));
        }
    }

    @Promise
    void aBadRecordIsKeptAsideWithItsPlace() {
        try (SourceCase place = maker.make().apply(work);
                House house = new House(SETTINGS)) {
            place.deliver(ids(0, 3));
            boolean takesRecords = place.deliverBad();
            place.deliver(ids(3, 6));
            readAll(house, place);
            assertEquals(ids(0, 6), place.arrived(house));
            assertEquals(
                    takesRecords ? List.of("case|true|true") : List.of(),
                    house.rows(
                            "SELECT \"Source\", \"Path\" <> '', \"Reason\" <> '' FROM"
                                    + " \"DeadLetters\""));
        }
    }

    @Promise
    void aSourceThatIsAwayIsTriedAgain() {
        try (SourceCase place = maker.make().apply(work);
                House house = new House(SETTINGS)) {
            place.deliver(ids(0, 3));
            try (Following following = Following.of(house, place)) {
                soon().until(() -> place.arrived(house).equals(ids(0, 3)));
                place.goAway();
                soon().until(() -> following.health().state() == State.BACKING_OFF);
                soon().until(() -> !following.health().lastError().isEmpty());
                place.comeBack();
                place.deliver(ids(3, 6));
                soon().until(() -> place.arrived(house).equals(ids(0, 6)));
                soon().until(() -> following.health().state() != State.BACKING_OFF);
            }
        }
    }

    @Promise
    void aSlowSourceHoldsUpNoOther() {
        try (SourceCase place = maker.make().apply(work.resolve("slow"));
                FolderCase other = new FolderCase(work.resolve("quick"));
                House house = new House(SETTINGS)) {
            place.deliver(ids(0, 10));
            other.deliver(ids(100, 103));
            CountDownLatch reading = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            SlowSource slow = new SlowSource(source(house, place), reading, goOn);
            Thread pass = Thread.ofPlatform().start(() -> house.ingest.read(slow, Pass.PLAIN));
            soon().until(() -> reading.getCount() == 0);
            readAll(house, other);
            assertEquals(ids(100, 103), other.arrived(house));
            goOn.countDown();
            soon().until(() -> !pass.isAlive());
            readAll(house, place);
            assertTrue(place.arrived(house).containsAll(ids(0, 10)));
        }
    }

    /** Waits in the middle of a pass until it is told to go on. */
    private record SlowSource(Source source, CountDownLatch reading, CountDownLatch goOn)
            implements Source {
        @Override
        public String name() {
            return source.name();
        }

        @Override
        public List<String> read(Positions positions, Sink sink) {
            return source.read(positions, block -> pass(block, sink));
        }

        private void pass(Block block, Sink sink) {
            reading.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            sink.accept(block);
        }

        @Override
        public void close() {
            source.close();
        }
    }

    @Promise
    void itStopsCleanlyAndGoesOnWhenStartedAgain() {
        try (SourceCase place = maker.make().apply(work);
                House house = new House(SETTINGS)) {
            place.deliver(ids(0, 20));
            try (Following following = Following.of(house, place)) {
                String name = place.values().name();
                following.watches().stop(name);
                assertEquals(State.STOPPED, following.health().state());
                place.deliver(ids(20, 30));
                following.watches().start(name);
                soon().until(() -> place.arrived(house).equals(ids(0, 30)));
            }
            assertEquals(
                    List.of("case|Stopped|0"),
                    house.rows("SELECT \"Name\", \"State\", \"Errors\" FROM \"Sources\""));
        }
    }

    @Promise
    void aTestLooksAndCommitsNothing() {
        try (SourceCase place = maker.make().apply(work);
                House house = new House(SETTINGS)) {
            place.deliver(ids(0, 3));
            try (HealthTable table = new HealthTable(house.store, Clock.systemUTC())) {
                Watches watches = new Watches(house.ingest, table);
                var sample = watches.test(place.values(), Duration.ofSeconds(60));
                assertEquals(List.of(), sample.failures());
                assertEquals(
                        sample.read(), sample.rows().values().stream().mapToLong(n -> n).sum());
                assertTrue(sample.read() > 0);
                place.goAway();
                var away = watches.test(place.values(), Duration.ofSeconds(60));
                assertEquals(1, away.failures().size());
            }
            assertEquals(List.of(), place.arrived(house));
        }
    }
}
