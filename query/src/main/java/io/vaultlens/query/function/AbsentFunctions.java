package io.vaultlens.query.function;

import java.util.List;
import java.util.Optional;

/** The functions of KQL that are not here, and why. */
final class AbsentFunctions {
    /** A group of functions that are not here for one reason. */
    record Group(String prefix, List<String> names, String reason) {
        boolean has(String name) {
            return names.contains(name) || !prefix.isEmpty() && name.startsWith(prefix);
        }
    }

    /** The groups, in the manual's order. */
    static final List<Group> ALL =
            List.of(
                    new Group("geo_", List.of(), "geospatial functions are not built"),
                    new Group(
                            "",
                            List.of(
                                    "all",
                                    "map",
                                    "inner_nodes",
                                    "node_id",
                                    "node_degree_in",
                                    "node_degree_out",
                                    "labels"),
                            "graphs are not built"),
                    new Group(
                            "",
                            List.of("parse_user_agent"),
                            "it needs a list of thousands of browsers and devices that is not here"),
                    new Group(
                            "",
                            List.of("external_table", "stored_query_result"),
                            "a query reads the tables of this server only"),
                    new Group(
                            "",
                            List.of("row_id", "current_node_id", "rowstore_ordinal_range"),
                            "it tells of parts of a cluster that are not here"));

    private AbsentFunctions() {}

    static Optional<String> reason(String name) {
        return ALL.stream().filter(group -> group.has(name)).map(Group::reason).findFirst();
    }
}
