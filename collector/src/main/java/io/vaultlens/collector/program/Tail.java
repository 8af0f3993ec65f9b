package io.vaultlens.collector.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Keeps the end of what a program says on its error stream; any thread may use it. */
final class Tail {
    private static final int MOST_CHARACTERS = 16 << 10;

    private final StringBuilder text = new StringBuilder();

    void readAll(Process process) {
        try (BufferedReader errors = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = errors.readLine(); line != null; line = errors.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            // The program was ended while it spoke; what it said so far is kept.
        }
    }

    private synchronized void add(String line) {
        text.append(line).append('\n');
        if (text.length() > MOST_CHARACTERS) {
            text.delete(0, text.length() - MOST_CHARACTERS);
        }
    }

    synchronized String text() {
        return text.toString();
    }
}
