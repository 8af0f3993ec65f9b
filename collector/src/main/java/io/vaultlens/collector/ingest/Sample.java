package io.vaultlens.collector.ingest;

import java.util.List;
import java.util.Map;

/**
 * What a look at a source found, of which nothing was committed.
 *
 * @param read records read
 * @param rows how many of them each table would take, by the table's name
 * @param reasons why the others would be kept aside, the first few
 * @param failures one line for each part that could not be read
 */
public record Sample(
        long read, Map<String, Long> rows, List<String> reasons, List<String> failures) {}
