package io.vaultlens.query.plan;

import java.util.List;

/**
 * What of the data a caller may see; the planner puts it as a filter on every scan.
 *
 * @param everything whether there is no limit
 * @param resourcePrefixes where there is one: the resource ids, in any letter case, whose rows and
 *     whose children's rows may be seen
 */
public record Access(boolean everything, List<String> resourcePrefixes) {
    /** Sees every row. */
    public static final Access ALL = new Access(true, List.of());

    /** Sees no row. */
    public static final Access NONE = new Access(false, List.of());

    public Access {
        resourcePrefixes = List.copyOf(resourcePrefixes);
    }
}
