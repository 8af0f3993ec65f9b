package io.vaultlens.collector.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.host.HostSource;
import io.vaultlens.collector.source.SourceValues;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreSettings;
import io.vaultlens.collector.watch.SourceCase;
import io.vaultlens.collector.watch.SourceCases;
import io.vaultlens.collector.watch.SourceCases.Maker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Killed while it reads any kind of source, the store is as if undisturbed; the source lives on.
 */
@Order(1)
class KillSourcesTest {
    private static final int THINGS = 200;
    private static final int LOGS = 6;

    @TempDir Path folder;

    static Stream<Maker> kinds() {
        return SourceCases.ALL.stream();
    }

    /** What is read, as long as it is needed. */
    private final List<SourceCase> places = new ArrayList<>();

    @Test
    void killedWhileItReadsAllKindsAtOnce() throws Exception {
        run(SourceCases.ALL, 1, 1);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @Tag("long")
    void killedManyTimesWhileItReadsOneKind(Maker maker) throws Exception {
        run(List.of(maker), 16, 4);
    }

    private void run(List<Maker> makers, int atRandom, int inEachMoment) throws Exception {
        Path input = Files.createDirectories(folder.resolve("input"));
        try {
            for (Maker maker : makers) {
                prepare(maker, input);
            }
            Map<String, Long> expected = undisturbed(input);
            assertTrue(expected.size() > makers.size(), expected.toString());
            Kills kills = new Kills(new SourceWork(), input, folder, Kills.WRITING, 7);
            Map<String, Integer> hit = kills.run(atRandom, inEachMoment);
            System.out.println(
                    "kills while reading %s: %s, came to the end: %d"
                            .formatted(makers, hit, kills.ends()));
            assertEquals(expected, kills.finish());
        } finally {
            places.forEach(SourceCase::close);
        }
    }

    private void prepare(Maker maker, Path input) throws IOException {
        if (maker.kind().equals(HostSource.KIND.name())) {
            Path root = input.resolve("machine");
            Stages stages = Stages.make(root, input.resolve("stages"));
            Map<String, String> given =
                    Map.of(
                            "root", root.toString(),
                            "packages", "false",
                            "services", "false",
                            "files", "/srv/things");
            SourceValues values = SourceValues.of("host", HostSource.KIND, given);
            SourceWork.note(input, values, stages.folder().toString());
            return;
        }
        Path own = Files.createDirectories(input.resolve(maker.kind()));
        SourceCase place = maker.make().apply(own);
        places.add(place);
        place.deliver(IntStream.range(0, THINGS).mapToObj("thing-%03d"::formatted).toList());
        Path log = own.resolve("backups/runs/backup.log");
        // Each log is told of in a transaction of its own.
        for (int i = 1; i < LOGS && Files.exists(log); i++) {
            Files.copy(log, log.resolveSibling("backup-" + i + ".log"));
        }
        SourceWork.note(input, place.values(), "");
    }

    private Map<String, Long> undisturbed(Path input) throws Exception {
        StoreSettings settings = StoreSettings.standard().withMemoryMegabytes(512);
        SourceWork work = new SourceWork();
        try (Store store = Store.open(folder.resolve("undisturbed"), Catalog.load(), settings)) {
            work.run(store, input, _ -> {});
            return work.figures(store);
        }
    }
}
