package io.vaultlens.dashboards.page;

import java.util.List;

/**
 * Where records come from, and those that no table took.
 *
 * @param layout what stands around it
 * @param lines the sources
 * @param kinds the kinds that can be added
 * @param asides the records kept aside, by reason
 * @param replayed what came of reading them again, or {@code ""}
 */
public record SourcesPage(
        Layout layout,
        List<SourceLine> lines,
        List<Link> kinds,
        List<AsideLine> asides,
        String replayed) {}
