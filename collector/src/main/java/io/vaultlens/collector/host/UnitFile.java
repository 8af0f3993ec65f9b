package io.vaultlens.collector.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a systemd unit's file and its drop-ins say; used by one thread. */
final class UnitFile {
    private final Map<String, String> values = new HashMap<>();
    private boolean installable;

    /** Adds what a file says; what it says again replaces what was said before. */
    void add(Path file) throws IOException {
        String section = "";
        for (String raw : Files.readString(file).replace("\\\n", " ").split("\n")) {
            String line = raw.strip();
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                section = line;
                installable |= line.equals("[Install]");
            } else if (equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                put(section + line.substring(0, equals).strip(), line.substring(equals + 1));
            }
        }
    }

    /** Of several programs that run one after the other, the first one stands for the service. */
    private void put(String key, String value) {
        String text = value.strip();
        if (text.isEmpty()) {
            values.remove(key);
        } else if (key.equals("[Service]ExecStart")) {
            values.putIfAbsent(key, text);
        } else {
            values.put(key, text);
        }
    }

    /** Whether it can be set to start by itself. */
    boolean installable() {
        return installable;
    }

    String description() {
        return values.getOrDefault("[Unit]Description", "");
    }

    String account() {
        return values.getOrDefault("[Service]User", "root");
    }

    /** The program, without its arguments and the signs that say how to start it. */
    String program() {
        String line = values.getOrDefault("[Service]ExecStart", "");
        return line.split("\\s+")[0].replaceFirst("^[-@:+!|]+", "");
    }
}
