package io.vaultlens.dashboards.page;

/**
 * Whether a person may retry a job now, and what that would do or why not.
 *
 * @param allowed whether the button is there
 * @param explanation one sentence: what a retry will do, or why there can be none
 */
public record RetryOffer(boolean allowed, String explanation) {}
