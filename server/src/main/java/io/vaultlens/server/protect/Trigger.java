package io.vaultlens.server.protect;

import java.util.Optional;

/**
 * Why a backup runs.
 *
 * @param scheduled whether its schedule asked for it
 * @param requester who asked for it; empty for the schedule
 * @param retry which failed job it makes good, where it does
 */
public record Trigger(boolean scheduled, String requester, Optional<RetryOf> retry) {
    /** The schedule. */
    public static final Trigger SCHEDULE = new Trigger(true, "", Optional.empty());

    /**
     * The link from a job to the one it repeats.
     *
     * @param job the failed job
     * @param attempt the number of the attempt, counted from 1
     */
    public record RetryOf(String job, int attempt) {}

    /** A person, now. */
    public static Trigger person(String requester) {
        return new Trigger(false, requester, Optional.empty());
    }

    /** A retry. */
    public static Trigger retry(String requester, String failedJob, int attempt) {
        return new Trigger(false, requester, Optional.of(new RetryOf(failedJob, attempt)));
    }
}
