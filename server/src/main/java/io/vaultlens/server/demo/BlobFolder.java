package io.vaultlens.server.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Lays records down as a storage account's archive has them: one file for each category, vault and
 * hour, a record on each line.
 *
 * <p>One thread uses it; records lie in memory until {@link #flush()}.
 */
final class BlobFolder {
    private static final long HOUR_SECONDS = 3600;

    private final Path root;
    private final Map<Blob, StringBuilder> blobs = new LinkedHashMap<>();

    BlobFolder(Path root) {
        this.root = root;
    }

    private record Blob(String category, String resourceId, long hour) {
        String path() {
            ZonedDateTime time = Instant.ofEpochSecond(hour * HOUR_SECONDS).atZone(ZoneOffset.UTC);
            return String.format(
                    Locale.ROOT,
                    "insights-logs-%s/resourceId=%s/y=%04d/m=%02d/d=%02d/h=%02d/m=00/PT1H.json",
                    category.toLowerCase(Locale.ROOT),
                    resourceId.toUpperCase(Locale.ROOT),
                    time.getYear(),
                    time.getMonthValue(),
                    time.getDayOfMonth(),
                    time.getHour());
        }
    }

    void add(String category, String resourceId, Instant time, String json) {
        Blob blob = new Blob(category, resourceId, time.getEpochSecond() / HOUR_SECONDS);
        blobs.computeIfAbsent(blob, _ -> new StringBuilder()).append(json).append('\n');
    }

    /** Writes what was added; to be called when a vault is done. */
    void flush() throws IOException {
        for (var blob : blobs.entrySet()) {
            Path file = root.resolve(blob.getKey().path());
            Files.createDirectories(file.getParent());
            Files.write(file, blob.getValue().toString().getBytes(StandardCharsets.UTF_8));
        }
        blobs.clear();
    }
}
