package io.vaultlens.collector.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.ingest.Ingest;
import io.vaultlens.collector.ingest.IngestSettings;
import io.vaultlens.collector.ingest.Progress;
import io.vaultlens.collector.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Blobs that grow between two looks, by any number of bytes, count as if they were read at once.
 */
class GrowthTest {
    private static final int LOOKS = 12;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void readInAnySplitEachRecordComesOnce(long seed) throws IOException {
        Path archive = folder.resolve("archive");
        DirtyArchive.write(archive, seed, 1_500);
        Path growing = folder.resolve("growing");
        List<Path> blobs = blobs(archive);
        Random random = new Random(seed);
        try (Store store = Store.inMemory(Catalog.load())) {
            for (int look = 1; look <= LOOKS; look++) {
                for (Path blob : blobs) {
                    grow(blob, growing.resolve(archive.relativize(blob)), random, look == LOOKS);
                }
                // A new one each time: what it knows of positions comes from the store.
                new Ingest(store, Clock.systemUTC(), IngestSettings.standard())
                        .paths(List.of(growing), Progress.NONE);
            }
            assertEquals(IndependentCount.of(growing), StoreCount.of(store));
        }
    }

    /** Files of lines: only such are appended to. */
    private static List<Path> blobs(Path archive) throws IOException {
        try (Stream<Path> files = Files.walk(archive)) {
            return files.filter(Files::isRegularFile).filter(GrowthTest::isLines).sorted().toList();
        }
    }

    private static boolean isLines(Path file) {
        try {
            return !file.toString().endsWith(".gz")
                    && IndependentCount.isJson(Files.readAllLines(file).getFirst());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void grow(Path whole, Path part, Random random, boolean toTheEnd)
            throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        int from = Files.exists(part) ? (int) Files.size(part) : 0;
        int to = toTheEnd ? bytes.length : cut(bytes, from + random.nextInt(bytes.length / 4 + 1));
        if (to > from) {
            Files.createDirectories(part.getParent());
            byte[] more = Arrays.copyOfRange(bytes, from, to);
            Files.write(part, more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /**
     * Not behind a whole object with more to come on its line: a reader may take that for a record.
     */
    private static int cut(byte[] bytes, int wanted) {
        int at = Math.min(wanted, bytes.length);
        int begin = at;
        while (begin > 0 && bytes[begin - 1] != '\n') {
            begin--;
        }
        String line = new String(bytes, begin, at - begin, StandardCharsets.UTF_8);
        boolean whole = !line.isBlank() && IndependentCount.isJson(line);
        while (whole && at < bytes.length && bytes[at - 1] != '\n') {
            at++;
        }
        return at;
    }
}
