package io.vaultlens.collector.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultlens.collector.archive.DirtyRecords.Made;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a storage account's archive of backup diagnostics that has every kind of dirt in it.
 *
 * <p>The same seed writes the same bytes. Repeats, corrections and late records; names and ids in
 * other letter case; numbers as text; lines that are no record; files with LF, CRLF and no last
 * line end, as one array, as one envelope, compressed.
 */
public final class DirtyArchive {
    /** What no reader can take for a record; each is one dead letter. */
    private static final List<String> GARBAGE =
            List.of(
                    "{\"time\":\"2026-02-03T00:00:00Z\",\"resourceId\":\"/SUB",
                    "not a record at all",
                    "[]",
                    "[{\"a\":1},2]",
                    "null",
                    "42",
                    "\"a text\"",
                    "{\"time\":\"2026-02-03T00:00:00Z\"} {}",
                    "{}");

    private final Random random;
    private final DirtyRecords records;
    private final Map<String, List<String>> files = new LinkedHashMap<>();

    private DirtyArchive(long seed) {
        this.random = new Random(seed);
        this.records = new DirtyRecords(random);
    }

    /** Writes at least this many lines below the folder. */
    public static void write(Path folder, long seed, int lines) {
        DirtyArchive archive = new DirtyArchive(seed);
        archive.fill(lines);
        try {
            for (Map.Entry<String, List<String>> file : archive.files.entrySet()) {
                archive.write(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the archive cannot be written", e);
        }
    }

    private void fill(int lines) {
        int written = 0;
        while (written < lines) {
            List<Made> facts = random.nextInt(4) == 0 ? List.of(records.other()) : records.job();
            for (Made fact : facts) {
                written += deliver(fact);
            }
        }
    }

    /** Puts a fact into its blob, with whatever else happens to it on the way. */
    private int deliver(Made fact) {
        Instant arrival = arrival(fact);
        List<String> blob = blob(fact, arrival);
        blob.add(text(fact));
        switch (random.nextInt(40)) {
            case 0, 1 -> blob.add(text(fact));
            case 2 -> blob.add(text(disguised(fact)));
            case 3, 4 -> blob(fact, arrival.plusSeconds(3_600)).add(text(disguised(fact)));
            case 5 -> blob.add(text(corrected(fact)));
            case 6 -> blob.add(broken(fact));
            default -> {
                return 1;
            }
        }
        return 2;
    }

    /** Blobs go by the hour of arrival; one record in fifty is late by days. */
    private Instant arrival(Made fact) {
        Instant time = Instant.parse(fact.json().get("time").textValue());
        return random.nextInt(50) == 0 ? time.plusSeconds(3L * 86_400) : time;
    }

    /** Three days share a blob, so that there are few with much in each. */
    private List<String> blob(Made fact, Instant arrival) {
        ZonedDateTime at = arrival.atZone(ZoneOffset.UTC);
        String name =
                "insights-logs-%s/resourceId=%s/y=%04d/m=%02d/d=%02d/h=%02d/m=00/PT1H.json"
                        .formatted(
                                fact.category().toLowerCase(Locale.ROOT),
                                DirtyRecords.resourceId(fact.vault()),
                                at.getYear(),
                                at.getMonthValue(),
                                at.getDayOfMonth() / 3,
                                0);
        return files.computeIfAbsent(name, blob -> new ArrayList<>());
    }

    private String text(Made made) {
        return made.json().toString();
    }

    /**
     * The same fact as another exporter spells it: other letters, numbers as text, one field more.
     */
    private Made disguised(Made fact) {
        Made copy = fact.copy();
        ObjectNode json = copy.json();
        json.put("resourceId", json.get("resourceId").textValue().toLowerCase(Locale.ROOT));
        json.put("location", "westeurope");
        ObjectNode properties = copy.properties();
        for (String name : fact.properties().propertyStream().map(Map.Entry::getKey).toList()) {
            var value = properties.remove(name);
            String spelt = random.nextBoolean() ? name.toUpperCase(Locale.ROOT) : name;
            if (value.isNumber()) {
                properties.put(spelt, value.asText());
            } else {
                properties.set(spelt, value);
            }
        }
        return copy;
    }

    /** The same fact with other content: of the two, the later in the file stays. */
    private Made corrected(Made fact) {
        Made copy = fact.copy();
        copy.properties().put("SchemaVersion", "V3");
        if (copy.properties().has("JobDurationInSecs")) {
            copy.properties().put("JobDurationInSecs", 7);
        }
        return copy;
    }

    private String broken(Made fact) {
        Made copy = fact.copy();
        switch (random.nextInt(7)) {
            case 0 -> copy.json().remove("time");
            case 1 -> copy.json().put("time", "yesterday");
            case 2 -> copy.json().put("category", "SignInLogs");
            case 3 -> copy.json().remove("category");
            case 4 -> copy.properties().put("JobStartDateTime", "some day");
            default -> {
                return GARBAGE.get(random.nextInt(GARBAGE.size()));
            }
        }
        return text(copy);
    }

    private void write(Path file, List<String> lines) throws IOException {
        byte[] bytes = bytes(lines);
        boolean packed = random.nextInt(8) == 0;
        Path target = packed ? file.resolveSibling("PT1H.json.gz") : file;
        Files.createDirectories(target.getParent());
        Files.write(target, packed ? gzip(bytes) : bytes);
    }

    private byte[] bytes(List<String> lines) {
        boolean whole = lines.size() > 1 && lines.stream().allMatch(IndependentCount::isJson);
        int form = random.nextInt(10);
        String text;
        if (whole && form == 0) {
            text = "[" + String.join(",\n", lines) + "]\n";
        } else if (whole && form == 1) {
            text = "{\"records\":[\n  " + String.join(",\n  ", lines) + "\n]}";
        } else if (form == 2) {
            text = String.join("\r\n", lines) + "\r\n";
        } else if (form == 3) {
            text = String.join("\n\n", lines) + "\n";
        } else {
            boolean open = IndependentCount.isJson(lines.getLast()) && random.nextInt(5) == 0;
            text = String.join("\n", lines) + (open ? "" : "\n");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
