package io.vaultlens.collector.catalog;

import java.util.List;

/**
 * One declared column of a table.
 *
 * @param name the column's name, letter for letter as Azure publishes it
 * @param type its KQL type
 * @param from where in the record the value stands: a path such as {@code properties.JobUniqueId},
 *     matched in any letter case, or one of the other forms of {@link Origin}; empty where no
 *     record fills the column
 * @param doc one sentence for people
 */
public record ColumnDef(String name, ColumnType type, String from, String doc) {
    /** The places of {@link #from} in the order in which they are tried. */
    public List<Origin> origins() {
        return Origin.parse(from);
    }
}
