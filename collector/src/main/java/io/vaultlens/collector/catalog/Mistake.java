package io.vaultlens.collector.catalog;

/**
 * One thing that is wrong in a table's file.
 *
 * @param file the file's name
 * @param line the line, counted from 1
 * @param message what was found, what was expected and the way out
 */
public record Mistake(String file, int line, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ": " + message;
    }
}
