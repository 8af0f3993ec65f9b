package io.vaultlens.query.kql.parse;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The names of the operators that are read, and of those that are left out on purpose. */
public final class Operators {
    /** Every operator that is read. */
    public static final List<String> KNOWN =
            List.of(
                    "as",
                    "consume",
                    "count",
                    "distinct",
                    "evaluate",
                    "extend",
                    "facet",
                    "filter",
                    "find",
                    "fork",
                    "getschema",
                    "invoke",
                    "join",
                    "limit",
                    "lookup",
                    "make-series",
                    "mv-apply",
                    "mv-expand",
                    "mvapply",
                    "mvexpand",
                    "order",
                    "parse",
                    "parse-kv",
                    "parse-where",
                    "partition",
                    "project",
                    "project-away",
                    "project-by-names",
                    "project-keep",
                    "project-rename",
                    "project-reorder",
                    "reduce",
                    "render",
                    "sample",
                    "sample-distinct",
                    "scan",
                    "search",
                    "serialize",
                    "sort",
                    "summarize",
                    "take",
                    "top",
                    "top-hitters",
                    "top-nested",
                    "union",
                    "where");

    private static final String GRAPHS = "graphs are left out; join the tables of nodes and edges";
    private static final String CONTROL = "it belongs to the management of another service";

    private static final Map<String, String> LEFT_OUT =
            Map.ofEntries(
                    Map.entry("make-graph", GRAPHS),
                    Map.entry("graph", GRAPHS),
                    Map.entry("graph-match", GRAPHS),
                    Map.entry("graph-shortest-paths", GRAPHS),
                    Map.entry("graph-to-table", GRAPHS),
                    Map.entry("graph-mark-components", GRAPHS),
                    Map.entry("graph-where-nodes", GRAPHS),
                    Map.entry("graph-where-edges", GRAPHS),
                    Map.entry("macro-expand", "write a union of the tables"),
                    Map.entry("assert-schema", CONTROL),
                    Map.entry("execute-and-cache", CONTROL));

    private Operators() {}

    /** Why operators are left out, by their names in order. */
    public static SortedMap<String, String> leftOut() {
        return new TreeMap<>(LEFT_OUT);
    }
}
