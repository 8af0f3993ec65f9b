package io.vaultlens.dashboards.page;

/**
 * What came of an action, to be shown where it was started.
 *
 * @param source the source it was about; empty where it was about the records kept aside
 * @param text the outcome in words
 */
public record SourceOutcome(String source, String text) {}
