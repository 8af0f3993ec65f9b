package io.vaultlens.query.plan;

import java.util.List;
import java.util.OptionalInt;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/**
 * One whole row for each key: the one with the greatest (or least) value of a column.
 *
 * <p>Rows without a value count only where the key has no others. Of rows with the same value the
 * one with the greatest tie column is taken. Null is a key like any other.
 */
public final class Latest extends SingleRel {
    private final List<Integer> keys;
    private final int order;
    private final boolean greatest;
    private final OptionalInt tie;

    /**
     * One row for each key.
     *
     * @param keys the columns that make the key; none means one row of all
     * @param order the column that is compared
     * @param greatest whether the greatest value wins, else the least
     * @param tie the column whose greatest value wins among equals; empty where any row may win
     */
    public Latest(
            RelOptCluster cluster,
            RelNode input,
            List<Integer> keys,
            int order,
            boolean greatest,
            OptionalInt tie) {
        super(cluster, cluster.traitSetOf(Convention.NONE), input);
        this.keys = List.copyOf(keys);
        this.order = order;
        this.greatest = greatest;
        this.tie = tie;
    }

    public List<Integer> keys() {
        return keys;
    }

    public int order() {
        return order;
    }

    public boolean greatest() {
        return greatest;
    }

    public OptionalInt tie() {
        return tie;
    }

    @Override
    public Latest copy(RelTraitSet traits, List<RelNode> inputs) {
        return new Latest(getCluster(), inputs.getFirst(), keys, order, greatest, tie);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("keys", keys)
                .item("order", order)
                .item("greatest", greatest)
                .itemIf("tie", tie.orElse(-1), tie.isPresent());
    }
}
