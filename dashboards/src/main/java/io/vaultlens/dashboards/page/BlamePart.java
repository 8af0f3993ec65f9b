package io.vaultlens.dashboards.page;

import java.util.List;

/**
 * The changes that are likely to have broken backups.
 *
 * @param lines a line for each of them, the one with most failures first
 * @param blamed how many failures these changes explain
 * @param others how many other first failures had changes before them, none of them likely
 * @param range the time looked at
 * @param console the question behind it
 */
public record BlamePart(
        List<BlameLine> lines, int blamed, int others, TimeRange range, String console) {
    /** How many failures were looked at, and how many are explained, in a sentence. */
    public String summary() {
        return "%s of %s with changes before them"
                .formatted(
                        Wording.count(blamed),
                        Wording.counted(
                                (long) blamed + others,
                                "failure after a good backup",
                                "failures after a good backup"));
    }
}
