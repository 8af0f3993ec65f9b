package io.vaultlens.server.protocol;

import java.util.Map;

/** What clients call the properties of a chart. */
final class KustoNames {
    private static final Map<String, String> PROPERTIES =
            Map.ofEntries(
                    Map.entry("title", "Title"),
                    Map.entry("xcolumn", "XColumn"),
                    Map.entry("series", "Series"),
                    Map.entry("ycolumns", "YColumns"),
                    Map.entry("anomalycolumns", "AnomalyColumns"),
                    Map.entry("xtitle", "XTitle"),
                    Map.entry("ytitle", "YTitle"),
                    Map.entry("xaxis", "XAxis"),
                    Map.entry("yaxis", "YAxis"),
                    Map.entry("legend", "Legend"),
                    Map.entry("ysplit", "YSplit"),
                    Map.entry("accumulate", "Accumulate"),
                    Map.entry("kind", "Kind"),
                    Map.entry("ymin", "Ymin"),
                    Map.entry("ymax", "Ymax"),
                    Map.entry("xmin", "Xmin"),
                    Map.entry("xmax", "Xmax"));

    private KustoNames() {}

    static String property(String name) {
        return PROPERTIES.getOrDefault(name, name);
    }
}
