package io.vaultlens.dashboards.page;

import io.vaultlens.collector.source.SourceKind;
import java.util.List;
import java.util.Map;

/**
 * A source that somebody is about to add.
 *
 * @param kind its kind
 * @param given what was entered, by key, the name under {@code name}
 * @param mistakes what is wrong, by key; under {@code ""} what is wrong with several together
 * @param outcome what a test found, line by line
 */
public record NewSource(
        SourceKind kind,
        Map<String, String> given,
        Map<String, String> mistakes,
        List<String> outcome) {}
