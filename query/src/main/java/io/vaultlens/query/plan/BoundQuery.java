package io.vaultlens.query.plan;

import io.vaultlens.query.result.Render;
import io.vaultlens.query.result.ResultColumn;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;

/**
 * A query after its names and types are known, before anything is decided about how to run it.
 *
 * @param plan what is to be computed; its first columns are the answer's, any further ones only
 *     carry the order
 * @param columns the answer's columns as KQL names and types them
 * @param render how the answer asks to be shown
 * @param name what the text calls the result table
 */
public record BoundQuery(
        RelNode plan, List<ResultColumn> columns, Optional<Render> render, Optional<String> name) {
    public BoundQuery {
        columns = List.copyOf(columns);
    }

    /** A query whose result table has no name. */
    public BoundQuery(RelNode plan, List<ResultColumn> columns, Optional<Render> render) {
        this(plan, columns, render, Optional.empty());
    }
}
