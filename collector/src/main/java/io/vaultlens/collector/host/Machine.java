package io.vaultlens.collector.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who the scanned machine is.
 *
 * @param computer its name
 * @param resourceId its ARM id; empty for a machine outside of Azure
 * @param sourceComputerId the id that its installation has of its own
 * @param firmwareId the id that its firmware reports; empty where only root may read it
 * @param system what {@code /etc/os-release} says
 */
record Machine(
        String computer,
        String resourceId,
        String sourceComputerId,
        String firmwareId,
        Map<String, String> system) {
    /** The machine whose files lie under this root. */
    static Machine under(Path root, String computer, String resourceId) {
        String name = computer.isEmpty() ? firstLine(root.resolve("etc/hostname")) : computer;
        return new Machine(
                name.isEmpty() ? "localhost" : name,
                resourceId,
                guid(firstLine(root.resolve("etc/machine-id"))),
                firstLine(root.resolve("sys/class/dmi/id/product_uuid")),
                release(root));
    }

    /** 32 digits as a GUID. */
    private static String guid(String text) {
        return text.matches("[0-9a-f]{32}")
                ? text.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5")
                : text;
    }

    private static String firstLine(Path file) {
        return lines(file).stream().findFirst().map(String::strip).orElse("");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            // A machine that does not tell this of itself is scanned all the same.
            return List.of();
        }
    }

    private static Map<String, String> release(Path root) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> lines =
                Optional.of(lines(root.resolve("etc/os-release")))
                        .filter(found -> !found.isEmpty())
                        .orElseGet(() -> lines(root.resolve("usr/lib/os-release")));
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String value = line.substring(equals + 1).strip();
                values.put(line.substring(0, equals), value.replaceAll("^[\"']|[\"']$", ""));
            }
        }
        return values;
    }

    /** One part of the operating system's version, counted from 0. */
    String versionPart(int part) {
        String[] parts = system.getOrDefault("VERSION_ID", "").split("\\.");
        return part < parts.length ? parts[part] : "";
    }
}
