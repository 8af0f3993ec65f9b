package io.vaultlens.collector.kill;

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
 * Has a process killed with SIGKILL in the midst of its work, again and again, lets it go on, and
 * counts what came of it.
 *
 * <p>A kill counts for a moment only when the last word of the killed process was that moment's.
 */
public final class Kills {
    /** The moments that every work comes through. */
    public static final List<String> WRITING =
            List.of("inTransaction", "committing", "checkpointing");

    private final KillWork work;
    private final Path input;
    private final List<String> moments;
    private final Path data;
    private final Random random;
    private final Map<String, Integer> kills = new TreeMap<>();
    private int ends;

    /**
     * Kills a process that does the work.
     *
     * @param input what it is given, an archive for example
     * @param folder where its data folder is made
     * @param moments the moments it is to be killed in
     */
    public Kills(KillWork work, Path input, Path folder, List<String> moments, long seed) {
        this.work = work;
        this.input = input;
        this.data = folder.resolve("data");
        this.moments = List.copyOf(moments);
        this.random = new Random(seed);
    }

    /**
     * Kills so many times at any instant, then so often in each moment, until both are reached.
     *
     * @return the kills by the moment they hit, and how often the work came to its end
     */
    public Map<String, Integer> run(int atRandom, int inEachMoment) throws IOException {
        for (int i = 0; i < atRandom; i++) {
            kill();
        }
        for (String moment : moments) {
            killIn(moment, inEachMoment);
        }
        return kills;
    }

    /** A kill that came too late for its moment makes the next ones come sooner. */
    private void killIn(String moment, int wanted) throws IOException {
        int longest = 3_000_000;
        int before = kills.getOrDefault(moment, 0);
        for (int attempts = 0; kills.getOrDefault(moment, 0) - before < wanted; attempts++) {
            if (attempts > 20 * wanted) {
                throw new IllegalStateException("no kill hits the moment " + moment + ": " + kills);
            }
            int hits = kills.getOrDefault(moment, 0);
            killIn(moment, 1 + random.nextInt(3), random.nextInt(longest));
            if (kills.getOrDefault(moment, 0) == hits) {
                longest = Math.max(1, longest / 2);
            }
        }
    }

    /** Lets the work come to its end and gives the store's figures. */
    public Map<String, Long> finish() throws IOException {
        Process process = start("", 0, 0);
        try (BufferedReader words = reader(process)) {
            String last = lastOf(words, "");
            if (!last.equals(KillTarget.FINISHED)) {
                throw new IllegalStateException("the process ended early, after: " + last);
            }
        }
        return figures();
    }

    private Map<String, Long> figures() {
        StoreSettings settings = StoreSettings.standard().withMemoryMegabytes(512);
        try (Store store = Store.open(data, work.catalog(), settings)) {
            return work.figures(store);
        }
    }

    /** One kill that the process sends itself, so long after the moment came so many times. */
    private void killIn(String moment, int times, long afterNanos) throws IOException {
        Process process = start(moment, times, afterNanos);
        try (BufferedReader words = reader(process)) {
            note(lastOf(words, ""));
        }
    }

    /** One kill at any instant of the process's life. */
    private void kill() throws IOException {
        Process process = start("", 0, 0);
        try (BufferedReader words = reader(process)) {
            String last = atAnyInstant(words);
            // Not Process.destroyForcibly, which closes the pipe with the last words in it.
            process.toHandle().destroyForcibly();
            note(lastOf(words, last));
        }
    }

    private static String lastOf(BufferedReader words, String before) throws IOException {
        String last = before;
        for (String word = words.readLine(); word != null; word = words.readLine()) {
            last = word;
        }
        return last;
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
            kills.merge(moments.contains(last) ? last : "between", 1, Integer::sum);
        }
    }

    /** How often the work came to its end and was begun afresh. */
    public int ends() {
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

    private Process start(String moment, int times, long afterNanos) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx512m"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
        String testing = System.getProperty("surefire.test.class.path", "");
        command.add(testing.isEmpty() ? System.getProperty("java.class.path") : testing);
        command.add(KillTarget.class.getName());
        command.addAll(List.of(data.toString(), input.toString(), work.getClass().getName()));
        command.addAll(List.of(moment, String.valueOf(times), String.valueOf(afterNanos)));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }
}
