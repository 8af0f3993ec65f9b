package io.vaultlens.dashboards.page;

import java.util.List;

/**
 * The form for a new source.
 *
 * @param layout what stands around it
 * @param kind its kind
 * @param doc what the kind reads
 * @param name the name entered
 * @param nameMistake what is wrong with the name, or {@code ""}
 * @param fields the kind's settings
 * @param outcome what a test found, or what is wrong with all of it, line by line
 */
public record NewSourcePage(
        Layout layout,
        String kind,
        String doc,
        String name,
        String nameMistake,
        List<SourceField> fields,
        List<String> outcome) {}
