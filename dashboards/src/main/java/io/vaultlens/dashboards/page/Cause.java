package io.vaultlens.dashboards.page;

/**
 * A cause of failures that needs somebody.
 *
 * @param status how bad it is
 * @param title what is wrong, in plain words
 * @param evidence why we say so, in one line
 * @param advice what to do, or {@code ""}
 * @param action where that is done
 */
public record Cause(Status status, String title, String evidence, String advice, Link action) {}
