package io.vaultlens.server.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lays records down as a storage account's archive has them: one file for each category, vault and
 * hour, a record on each line.
 *
 * <p>One thread uses it; records lie in memory until {@link #flush()}.
 */
final class BlobFolder {
    private final Path root;
    private final Map<String, StringBuilder> blobs = new TreeMap<>();

    BlobFolder(Path root) {
        this.root = root;
    }

    void add(String category, String resourceId, Instant time, String json) {
        blobs.computeIfAbsent(blob(category, resourceId, time), _ -> new StringBuilder())
                .append(json)
                .append('\n');
    }

    private static String blob(String category, String resourceId, Instant time) {
        ZonedDateTime hour = time.atZone(ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "insights-logs-%s/resourceId=%s/y=%04d/m=%02d/d=%02d/h=%02d/m=00/PT1H.json",
                category.toLowerCase(Locale.ROOT),
                resourceId.toUpperCase(Locale.ROOT),
                hour.getYear(),
                hour.getMonthValue(),
                hour.getDayOfMonth(),
                hour.getHour());
    }

    /** Writes what was added; to be called when a vault is done. */
    void flush() throws IOException {
        for (var blob : blobs.entrySet()) {
            Path file = root.resolve(blob.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, blob.getValue().toString().getBytes(StandardCharsets.UTF_8));
        }
        blobs.clear();
    }
}
