package io.vaultlens.server.retry;

/** The states of an attempt, as the column {@code State} says them. */
enum RetryState {
    RESERVED,
    STARTED,
    SUCCEEDED,
    FAILED,
    /** It failed and was the last that the incident may have. */
    EXHAUSTED,
    /** Nobody knows whether it ran. */
    UNKNOWN
}
