package io.vaultlens.query.plan;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.List;
import java.util.OptionalLong;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * A row for each element of dynamic columns: KQL's {@code mv-expand}.
 *
 * <p>Several columns expand in step, the shorter filled with null. An empty array gives no row,
 * null one row with null, a bag one bag (or key-and-value pair) for each property. The columns keep
 * their places; the elements' numbers, from 0, follow as a last column.
 */
public final class Expand extends SingleRel {
    /** The name of the last column, the element's number. */
    public static final String INDEX = "_index";

    private final List<Integer> columns;
    private final boolean pairs;
    private final OptionalLong limit;

    /**
     * Expands dynamic columns.
     *
     * @param columns the columns to expand
     * @param pairs whether a bag becomes arrays of key and value, else bags of one property
     * @param limit the most elements taken of one row
     */
    public Expand(
            RelOptCluster cluster,
            RelNode input,
            List<Integer> columns,
            boolean pairs,
            OptionalLong limit) {
        super(cluster, cluster.traitSetOf(Convention.NONE), input);
        this.columns = List.copyOf(columns);
        this.pairs = pairs;
        this.limit = limit;
    }

    public List<Integer> columns() {
        return columns;
    }

    public boolean pairs() {
        return pairs;
    }

    public OptionalLong limit() {
        return limit;
    }

    @Override
    protected RelDataType deriveRowType() {
        RelDataTypeFactory.Builder fields = KqlTypes.FACTORY.builder();
        for (RelDataTypeField field : input.getRowType().getFieldList()) {
            boolean expanded = columns.contains(field.getIndex());
            fields.add(
                    field.getName(),
                    expanded ? KqlTypes.nullable(ColumnType.DYNAMIC) : field.getType());
        }
        return fields.add(INDEX, KqlTypes.notNull(ColumnType.LONG)).build();
    }

    @Override
    public Expand copy(RelTraitSet traits, List<RelNode> inputs) {
        return new Expand(getCluster(), inputs.getFirst(), columns, pairs, limit);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("columns", columns)
                .itemIf("pairs", true, pairs)
                .itemIf("limit", limit.orElse(0), limit.isPresent());
    }
}
