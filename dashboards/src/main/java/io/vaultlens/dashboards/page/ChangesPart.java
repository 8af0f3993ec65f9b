package io.vaultlens.dashboards.page;

import java.util.List;

/**
 * What changed before a job that failed, where the backup before it was good.
 *
 * @param lines the changes, likeliest first; not all where there are many
 * @param count how many changes there were
 * @param first whether the job is a first failure after a good backup; of others nothing is told
 * @param window the time looked at
 * @param console the question behind it
 */
public record ChangesPart(
        List<ChangeLine> lines, int count, boolean first, String window, String console) {}
