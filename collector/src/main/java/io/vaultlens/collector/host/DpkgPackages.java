package io.vaultlens.collector.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the packages of Debian and its kin from dpkg's own list. */
final class DpkgPackages {
    private static final String INSTALLED = "installed";

    private DpkgPackages() {}

    /** The file that lists them. */
    static Path list(Path root) {
        return root.resolve("var/lib/dpkg/status");
    }

    /** The packages that are installed. */
    static List<PackageEntry> read(Path root) throws IOException {
        List<PackageEntry> packages = new ArrayList<>();
        Map<String, String> fields = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(list(root))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    add(fields, packages);
                    fields.clear();
                } else if (line.charAt(0) != ' ' && line.charAt(0) != '\t') {
                    int colon = line.indexOf(':');
                    if (colon > 0) {
                        fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
                    }
                }
            }
        }
        add(fields, packages);
        return packages;
    }

    private static void add(Map<String, String> fields, List<PackageEntry> packages) {
        String status = fields.getOrDefault("Status", "");
        // Want, flag, state: a removed package keeps its entry while its settings are there.
        if (status.substring(status.lastIndexOf(' ') + 1).equals(INSTALLED)) {
            packages.add(
                    new PackageEntry(
                            fields.getOrDefault("Package", ""),
                            fields.getOrDefault("Version", ""),
                            fields.getOrDefault("Architecture", ""),
                            fields.getOrDefault("Maintainer", ""),
                            fields.getOrDefault("Description", "")));
        }
    }
}
