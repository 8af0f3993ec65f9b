package io.vaultlens.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking records in in any split, again and again, gives what taking them in once gives. */
class SplitTest {
    private static final int FILES = 3;
    private static final List<String> DIRT =
            List.of(
                    "nonsense",
                    "[]",
                    "{}",
                    "{\"time\":\"never\",\"category\":\"CoreAzureBackup\"}",
                    "");

    @TempDir Path folder;

    private static String line(Random random, int file) {
        if (random.nextInt(12) == 0) {
            return DIRT.get(random.nextInt(DIRT.size())) + (random.nextBoolean() ? "" : " ");
        }
        String time =
                "2026-02-%02dT00:00:0%dZ".formatted(1 + random.nextInt(20), random.nextInt(3));
        String status = random.nextBoolean() ? "Completed" : "Failed";
        // Corrections stay within a file, where their order is known.
        String job = "job-" + file + "-" + random.nextInt(25);
        String record = House.job(job, time, status);
        return random.nextInt(5) == 0
                ? record.replace("item", "item東" + random.nextInt(3))
                : record;
    }

    private static byte[] content(Random random, int file) {
        StringBuilder text = new StringBuilder();
        for (int i = 20 + random.nextInt(60); i > 0; i--) {
            text.append(line(random, file)).append(random.nextInt(8) == 0 ? "\r\n" : "\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> state(House house) {
        List<String> state = new ArrayList<>();
        for (String table : List.of("AddonAzureBackupJobs", "AddonAzureBackupJobs_current")) {
            String columns =
                    "\"TimeGenerated\", \"JobUniqueId\", \"JobStatus\", \"BackupItemUniqueId\", _key";
            state.addAll(house.rows("SELECT " + columns + " FROM \"" + table + "\" ORDER BY ALL"));
        }
        String letters = "\"Path\", \"Offset\", \"Line\", \"Length\", \"Reason\", \"Record\"";
        state.addAll(
                house.rows(
                        "SELECT parse_filename(\"Path\"), "
                                + letters.substring(8)
                                + " FROM \"DeadLetters\" ORDER BY ALL"));
        return state;
    }

    private List<String> once(List<byte[]> contents, String name) {
        try (House house = new House()) {
            for (int i = 0; i < contents.size(); i++) {
                House.write(folder.resolve(name).resolve(i + ".json"), contents.get(i));
            }
            house.ingest(folder.resolve(name));
            return state(house);
        }
    }

    private List<String> split(List<byte[]> contents, String name, Random random) {
        IngestSettings settings = IngestSettings.standard().withBatchRows(1 + random.nextInt(40));
        int[] given = new int[contents.size()];
        try (House house = new House(settings)) {
            boolean more = true;
            while (more) {
                more = false;
                for (int i = 0; i < contents.size(); i++) {
                    int rest = contents.get(i).length - given[i];
                    given[i] += random.nextInt(3) == 0 ? rest : random.nextInt(rest + 1);
                    more |= given[i] < contents.get(i).length;
                    Path file = folder.resolve(name).resolve(i + ".json");
                    House.write(file, Arrays.copyOf(contents.get(i), given[i]));
                }
                house.ingest(folder.resolve(name));
            }
            Path copy = folder.resolve(name + "-copy");
            for (int i = 0; i < contents.size(); i++) {
                String records = new String(contents.get(i), StandardCharsets.UTF_8);
                String good =
                        String.join("\n", records.lines().filter(l -> l.length() > 90).toList());
                House.write(copy.resolve(i + ".jsonl"), good);
            }
            house.ingest(copy);
            assertEquals(IngestRun.NOTHING, house.ingest(folder.resolve(name), copy));
            return state(house);
        }
    }

    @Test
    void anySplitTwiceEqualsOnce() {
        for (long seed = 1; seed <= 12; seed++) {
            Random random = new Random(seed);
            List<byte[]> contents = new ArrayList<>();
            for (int i = 0; i < FILES; i++) {
                contents.add(content(random, i));
            }
            List<String> once = once(contents, "once" + seed);
            assertEquals(once, split(contents, "split" + seed, random), "seed " + seed);
        }
    }
}
