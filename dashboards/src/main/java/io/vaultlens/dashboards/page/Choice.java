package io.vaultlens.dashboards.page;

/**
 * One value that a filter can have.
 *
 * @param value as the address holds it
 * @param label as a person reads it
 * @param count how many jobs have it
 * @param chosen whether it is chosen
 */
public record Choice(String value, String label, long count, boolean chosen) {}
