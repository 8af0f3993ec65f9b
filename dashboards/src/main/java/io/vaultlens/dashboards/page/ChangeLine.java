package io.vaultlens.dashboards.page;

/**
 * A change before a backup broke.
 *
 * @param likely whether there is enough evidence to call it the cause
 * @param kind what changed, in a word
 * @param name which of them
 * @param detail what it became, or {@code ""}
 * @param moment when it changed
 * @param before how long before the failure
 * @param evidence what other backups tell of such a change, in a sentence
 */
public record ChangeLine(
        boolean likely,
        String kind,
        String name,
        String detail,
        String moment,
        String before,
        String evidence) {}
