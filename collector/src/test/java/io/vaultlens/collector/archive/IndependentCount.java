package io.vaultlens.collector.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Counts what an archive holds, without a line of the collector's own code.
 *
 * <p>Slow and plain on purpose: whole files as text, Jackson's tree, maps in memory, and the rules
 * of what a record is written down once more by hand.
 */
public final class IndependentCount {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<String> TABLES =
            List.of(
                    "CoreAzureBackup",
                    "AddonAzureBackupJobs",
                    "AddonAzureBackupAlerts",
                    "AddonAzureBackupPolicy",
                    "AddonAzureBackupStorage",
                    "AddonAzureBackupProtectedInstance",
                    "AzureBackupOperations");

    /** What one record says, by property in lower case, with its time. */
    record Fact(Instant time, String status, double seconds, double megabytes, String version) {}

    private final Map<String, Map<String, Fact>> tables = new HashMap<>();
    private long deadLetters;

    private IndependentCount() {}

    /**
     * Counts the archive below a folder: rows of each table, sums, the latest states of jobs,
     * records to be kept aside; what is zero is left out.
     */
    public static Map<String, Long> of(Path folder) {
        IndependentCount count = new IndependentCount();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                count.file(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the archive cannot be read", e);
        }
        return count.figures();
    }

    static boolean isJson(String text) {
        try {
            JSON.readTree(text);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private void file(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".gz")) {
            try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(file))) {
                bytes = unpacked.readAllBytes();
            }
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String record : split(text)) {
            if (!take(record)) {
                deadLetters++;
            }
        }
    }

    /** A file that is one array or one envelope of several lines, or else a record a line. */
    private static List<String> split(String text) throws JsonProcessingException {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() > 1 && isJson(text)) {
            JsonNode whole = JSON.readTree(text);
            List<String> elements = new ArrayList<>();
            (whole.isArray() ? whole : whole.get("records"))
                    .forEach(e -> elements.add(e.toString()));
            return elements;
        }
        return lines;
    }

    private boolean take(String text) throws JsonProcessingException {
        if (!isJson(text) || !JSON.readTree(text).isObject()) {
            return false;
        }
        Map<String, String> fields = new TreeMap<>();
        flatten(JSON.readTree(text), "", fields);
        String category = fields.getOrDefault("category", "");
        String table = TABLES.stream().filter(category::equalsIgnoreCase).findFirst().orElse("");
        Instant time = instant(fields.getOrDefault("time", ""));
        if (table.isEmpty() || time == null || isFarAhead(time) || hasWrongValue(table, fields)) {
            return false;
        }
        put(table, time, fields);
        return true;
    }

    private static void flatten(JsonNode object, String above, Map<String, String> fields) {
        object.forEachEntry((name, value) -> {
            String path = above + name.toLowerCase(Locale.ROOT);
            if (path.equals("properties")) {
                flatten(value, "", fields);
            } else {
                fields.put(path, value.isValueNode() ? value.asText() : value.toString());
            }
        });
    }

    /** Such a time is a wrong clock's. */
    private static boolean isFarAhead(Instant time) {
        return time.isAfter(Instant.now().plus(Duration.ofHours(48)));
    }

    /** For any other table the field is one that nobody knows, and kept as it is. */
    private static boolean hasWrongValue(String table, Map<String, String> fields) {
        String start = fields.getOrDefault("jobstartdatetime", "");
        return table.equals("AddonAzureBackupJobs") && !start.isEmpty() && instant(start) == null;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private void put(String table, Instant time, Map<String, String> fields) {
        String status = fields.getOrDefault("jobstatus", "");
        Fact fact =
                new Fact(
                        time,
                        status,
                        number(fields.get("jobdurationinsecs")),
                        number(fields.get("storageconsumedinmbs")),
                        fields.getOrDefault("schemaversion", ""));
        tables.computeIfAbsent(table, name -> new HashMap<>())
                .put(identity(table, time, fields), fact);
    }

    private static double number(String text) {
        return text == null ? 0 : Double.parseDouble(text);
    }

    private static String identity(String table, Instant time, Map<String, String> fields) {
        List<String> parts = new ArrayList<>(List.of(time.toString()));
        switch (table) {
            case "AddonAzureBackupJobs" -> {
                parts.add(fields.get("jobuniqueid"));
                parts.add(fields.get("jobstatus"));
            }
            case "AzureBackupOperations" -> {
                parts.add(fields.get("resourceid").toLowerCase(Locale.ROOT));
                parts.add(fields.get("operationname"));
                parts.add(fields.get("operationtype"));
            }
            default -> {
                parts.add(fields.get("operationname"));
                fields.forEach((name, v) -> parts.add(name.endsWith("uniqueid") ? name + v : ""));
                parts.removeIf(String::isEmpty);
            }
        }
        return String.join("\n", parts);
    }

    private Map<String, Long> figures() {
        Map<String, Long> figures = new TreeMap<>();
        figures.put("DeadLetters", deadLetters);
        tables.forEach((table, facts) -> {
            figures.put(table, (long) facts.size());
            for (Fact fact : facts.values()) {
                figures.merge(table + " seconds", Math.round(fact.seconds()), Long::sum);
                figures.merge(table + " megabytes", Math.round(fact.megabytes()), Long::sum);
                figures.merge(table + " " + fact.version(), 1L, Long::sum);
            }
        });
        jobs(figures);
        figures.values().removeIf(figure -> figure == 0);
        return figures;
    }

    /** The latest state of each job, counted by status. */
    private void jobs(Map<String, Long> figures) {
        Map<String, Fact> jobs = new HashMap<>();
        tables.getOrDefault("AddonAzureBackupJobs", Map.of())
                .forEach((identity, fact) -> {
                    String job = identity.split("\n")[1];
                    Fact before = jobs.get(job);
                    if (before == null || before.time().isBefore(fact.time())) {
                        jobs.put(job, fact);
                    }
                });
        jobs.values().forEach(job -> figures.merge("latest " + job.status(), 1L, Long::sum));
    }
}
