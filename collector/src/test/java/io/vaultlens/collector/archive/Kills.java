package io.vaultlens.collector.archive;

import io.vaultlens.collector.catalog.Catalog;
import io.vaultlens.collector.store.Store;
import io.vaultlens.collector.store.StoreSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Stops an ingesting process with SIGKILL, again and again, lets it go on, and counts what came of
 * it.
 *
 * <p>A kill counts for a moment only when the last word of the killed process was that moment's.
 */
final class Kills {
    private static final int BATCH_ROWS = 1_000;
    private static final List<String> MOMENTS =
            List.of("inTransaction", "committing", "checkpointing");

    private final Path archive;
    private final Path data;
    private final Random random;
    private final Map<String, Integer> kills = new TreeMap<>();
    private int ends;

    /** Kills a process that reads the archive into a folder below {@code work}. */
    Kills(Path archive, Path work, long seed) {
        this.archive = archive;
        this.data = work.resolve("data");
        this.random = new Random(seed);
    }

    /**
     * Kills so many times at any instant, then so often in each moment, until both are reached.
     *
     * @return the kills by the moment they hit, and how often the archive was read to its end
     */
    Map<String, Integer> run(int atRandom, int inEachMoment) throws IOException {
        for (int i = 0; i < atRandom; i++) {
            kill("");
        }
        for (String moment : MOMENTS) {
            int attempts = 0;
            int before = kills.getOrDefault(moment, 0);
            while (kills.getOrDefault(moment, 0) - before < inEachMoment) {
                if (attempts++ > 20 * inEachMoment) {
                    throw new IllegalStateException(
                            "no kill hits the moment " + moment + ": " + kills);
                }
                kill(moment);
            }
        }
        return kills;
    }

    /** Lets the archive be read to its end and gives the store's figures. */
    Map<String, Long> finish() throws IOException {
        Process process = start();
        try (BufferedReader words = reader(process)) {
            String last = "";
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                last = word;
            }
            if (!last.equals(KillTarget.FINISHED)) {
                throw new IllegalStateException("the process ended early, after: " + last);
            }
        }
        return figures();
    }

    private Map<String, Long> figures() {
        StoreSettings settings = StoreSettings.standard().withMemoryMegabytes(512);
        try (Store store = Store.open(data, Catalog.load(), settings)) {
            return StoreCount.of(store);
        }
    }

    /** One kill: in the moment, or with an empty one at any instant of the process's life. */
    private void kill(String moment) throws IOException {
        Process process = start();
        String last = "";
        try (BufferedReader words = reader(process)) {
            if (moment.isEmpty()) {
                last = atAnyInstant(words);
            } else {
                for (int times = 1 + random.nextInt(3); times > 0; times--) {
                    last = waitFor(words, moment);
                }
                rest(Duration.ofNanos(random.nextInt(1_500_000)));
            }
            // Not Process.destroyForcibly, which closes the pipe with the last words in it.
            process.toHandle().destroyForcibly();
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                last = word;
            }
        }
        note(last);
    }

    /** One in eight while the process or its store begins, the others some words further on. */
    private String atAnyInstant(BufferedReader words) throws IOException {
        if (random.nextInt(8) == 0) {
            rest(Duration.ofMillis(random.nextInt(2_000)));
            return "";
        }
        String last = waitFor(words, KillTarget.READY);
        for (int more = random.nextInt(16); more > 0; more--) {
            String word = words.readLine();
            last = word == null ? last : word;
        }
        rest(Duration.ofMillis(random.nextInt(30)));
        return last;
    }

    private void note(String last) throws IOException {
        if (last.equals(KillTarget.FINISHED)) {
            ends++;
            startAfresh();
        } else {
            kills.merge(MOMENTS.contains(last) ? last : "between", 1, Integer::sum);
        }
    }

    /** How often the archive was read to its end and begun again. */
    int ends() {
        return ends;
    }

    private void startAfresh() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Reads on until the word or the process's end, and gives the last word read. */
    private static String waitFor(BufferedReader words, String wanted) throws IOException {
        String last = "";
        for (String word = words.readLine(); word != null; word = words.readLine()) {
            last = word;
            if (word.equals(wanted)) {
                break;
            }
        }
        return last;
    }

    private static void rest(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        String testing = System.getProperty("surefire.test.class.path", "");
        command.add(testing.isEmpty() ? System.getProperty("java.class.path") : testing);
        command.add(KillTarget.class.getName());
        command.addAll(List.of(data.toString(), archive.toString(), String.valueOf(BATCH_ROWS)));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }
}
