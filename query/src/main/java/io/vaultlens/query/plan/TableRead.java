package io.vaultlens.query.plan;

import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.TableDef;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/**
 * Reads a table of the store: its declared columns in order, then the hidden ones.
 *
 * <p>The hidden columns are {@link #KEY}, which breaks ties, and {@link #ARRIVED}; no query may
 * name them. The planner narrows the columns and turns a read of history into one of current state.
 */
public final class TableRead extends AbstractRelNode {
    /** The hidden column with the hash of a record's identity. */
    public static final String KEY = "_key";

    /** The hidden column with the moment a record arrived. */
    public static final String ARRIVED = "_arrived";

    private final TableDef table;
    private final String source;

    private TableRead(RelOptCluster cluster, TableDef table, String source, RelDataType columns) {
        super(cluster, cluster.traitSetOf(Convention.NONE));
        this.table = table;
        this.source = source;
        this.rowType = columns;
    }

    /** Reads all columns of a table's history. */
    public static TableRead of(RelOptCluster cluster, TableDef table) {
        RelDataTypeFactory.Builder columns = KqlTypes.FACTORY.builder();
        for (ColumnDef column : table.columns()) {
            columns.add(column.name(), KqlTypes.of(column.type()));
        }
        columns.add(KEY, KqlTypes.notNull(ColumnType.LONG));
        columns.add(ARRIVED, KqlTypes.notNull(ColumnType.DATETIME));
        return new TableRead(cluster, table, table.name(), columns.build());
    }

    /** The declared table. */
    public TableDef table() {
        return table;
    }

    /** The name of the store's table that is read. */
    public String source() {
        return source;
    }

    /** Whether it reads the table's whole history. */
    public boolean readsHistory() {
        return source.equals(table.name());
    }

    /** The store's tables that hold what is read; more than one where these are its halves. */
    public List<String> storedTables() {
        return readsHistory() ? table.historyTables() : List.of(source);
    }

    /** The same columns of another of the table's forms, such as its current state. */
    public TableRead from(String otherSource) {
        return new TableRead(getCluster(), table, otherSource, rowType);
    }

    /** Only these columns, by number. */
    public TableRead only(List<Integer> columns) {
        RelDataTypeFactory.Builder kept = KqlTypes.FACTORY.builder();
        columns.forEach(column -> kept.add(rowType.getFieldList().get(column)));
        return new TableRead(getCluster(), table, source, kept.build());
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return this;
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("table", source)
                .item("columns", rowType.getFieldNames());
    }
}
