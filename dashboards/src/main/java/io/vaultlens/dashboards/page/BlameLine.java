package io.vaultlens.dashboards.page;

import java.util.List;

/**
 * A change that is likely to have broken backups.
 *
 * @param kind what changed, in a word
 * @param name which of them
 * @param detail what it became, or {@code ""} where that differs
 * @param failures how many failures it is blamed for
 * @param machines on how many machines
 * @param lift how many times as often backups fail after it
 * @param last when it last broke one
 * @param jobs the jobs that failed, the last first; not all where there are many
 */
public record BlameLine(
        String kind,
        String name,
        String detail,
        int failures,
        int machines,
        String lift,
        String last,
        List<Link> jobs) {
    /** How many failures are not among the links. */
    public int more() {
        return failures - jobs.size();
    }
}
