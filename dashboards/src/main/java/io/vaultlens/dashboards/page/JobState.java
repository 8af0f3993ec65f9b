package io.vaultlens.dashboards.page;

/**
 * One state in the life of a job.
 *
 * @param status the state
 * @param moment when it was
 * @param detail more about it, or {@code ""}
 */
public record JobState(Status status, String moment, String detail) {}
