package io.vaultlens.dashboards.page;

/**
 * Something that was done to the store.
 *
 * @param status how it ended
 * @param task what it was, in words
 * @param ended when it ended
 * @param took how long it took
 * @param size the file's size before and after
 * @param message what it says about it, or {@code ""}
 */
public record TaskLine(
        Status status, String task, String ended, String took, String size, String message) {}
