package io.vaultlens.query.plan;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * The whole numbers from 0 up to a count, in one column: what KQL's {@code range} is made from.
 *
 * <p>The count is a long free of columns; null or less than one gives no row.
 */
public final class Series extends AbstractRelNode {
    /** The name of its column. */
    public static final String STEP = "_step";

    private final RexNode count;

    public Series(RelOptCluster cluster, RexNode count) {
        super(cluster, cluster.traitSetOf(Convention.NONE));
        this.count = count;
        this.rowType =
                KqlTypes.FACTORY.builder().add(STEP, KqlTypes.notNull(ColumnType.LONG)).build();
    }

    public RexNode count() {
        return count;
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return this;
    }

    @Override
    public RelNode accept(RexShuttle shuttle) {
        RexNode changed = shuttle.apply(count);
        return changed == count ? this : new Series(getCluster(), changed);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("count", count);
    }
}
