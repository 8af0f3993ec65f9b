package io.vaultlens.query.sql.bind;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.kql.bind.ExpressionBinder;
import io.vaultlens.query.plan.Expand;
import io.vaultlens.query.plan.KqlRex;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.plan.TableRead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Sample;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalIntersect;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalMinus;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Turns the plan that Calcite makes of SQL, in SQL's types, into ours, in KQL's: the same nodes,
 * over the same reads of tables, so that the same rules work on it.
 */
final class PlanTranslator {
    private final RelOptCluster cluster;
    private final ExpressionBinder binder;
    private final Map<RelNode, RelNode> done = new IdentityHashMap<>();
    private final Map<CorrelationId, RelDataType> outer = new HashMap<>();

    PlanTranslator(RelOptCluster cluster, ExpressionBinder binder) {
        this.cluster = cluster;
        this.binder = binder;
    }

    /** The row of a query around, which a correlated one reads. */
    RelDataType outerRow(CorrelationId id) {
        return outer.get(id);
    }

    /** The node in our plan, with the same columns. */
    RelNode translate(RelNode node) {
        RelNode before = done.get(node);
        if (before == null) {
            before = translated(node);
            done.put(node, before);
        }
        return before;
    }

    private RelNode translated(RelNode node) {
        return switch (node) {
            case TableScan scan -> scan.getTable().unwrap(SqlCatalog.Rows.class).plan();
            case Filter filter -> filter(filter);
            case Project project -> project(project);
            case Aggregate aggregate ->
                    new AggregateTranslator(binder, aggregate, translate(aggregate.getInput()))
                            .translate();
            case Join join -> join(join);
            case Sort sort -> sort(sort);
            case SetOp set -> set(set);
            case Values values -> values(values);
            case Correlate correlate -> correlate(correlate);
            case Uncollect arrays -> elements(arrays);
            case Sample _ ->
                    throw ExpressionTranslator.unsupported(
                            "TABLESAMPLE; for some rows at random write ORDER BY rand() LIMIT 10");
            case RepeatUnion _ ->
                    throw ExpressionTranslator.unsupported(
                            "RECURSIVE; a row for each number is GENERATE_SERIES(1, 10)");
            default -> throw ExpressionTranslator.unsupported(node.getRelTypeName());
        };
    }

    private ExpressionTranslator over(RelNode input) {
        return new ExpressionTranslator(this, binder, input);
    }

    private void outerRows(Set<CorrelationId> variables, RelDataType row) {
        variables.forEach(id -> outer.put(id, row));
    }

    /** Below the columns of a table the condition stands on the table itself, as in KQL. */
    private RelNode filter(Filter filter) {
        RelNode input = translate(filter.getInput());
        RelNode latest = new LatestForm(this, rex()).of(filter, input);
        if (latest != null) {
            return latest;
        }
        if (input instanceof Project columns && isRead(columns)) {
            RelNode rows = condition(filter, columns.getInput());
            return columns.copy(columns.getTraitSet(), List.of(rows));
        }
        return condition(filter, input);
    }

    private RelNode condition(Filter filter, RelNode input) {
        outerRows(filter.getVariablesSet(), input.getRowType());
        RexNode condition = over(input).translate(filter.getCondition());
        return filtered(input, condition, filter.getVariablesSet());
    }

    /** The rows that meet a condition. */
    RelNode filtered(RelNode input, RexNode condition, Set<CorrelationId> variables) {
        return LogicalFilter.create(input, rex().flat(condition), ImmutableSet.copyOf(variables));
    }

    /** Whether a projection only leaves out what a table's read has at its end. */
    private static boolean isRead(Project project) {
        RelNode below = project.getInput();
        while (below instanceof Filter filter) {
            below = filter.getInput();
        }
        for (int i = 0; i < project.getProjects().size(); i++) {
            boolean same =
                    project.getProjects().get(i) instanceof RexInputRef ref && ref.getIndex() == i;
            if (!same) {
                return false;
            }
        }
        return below instanceof TableRead;
    }

    private RelNode project(Project project) {
        RelNode input = translate(project.getInput());
        outerRows(project.getVariablesSet(), input.getRowType());
        List<RexNode> values = over(input).translate(project.getProjects());
        return LogicalProject.create(
                input,
                List.of(),
                values,
                project.getRowType().getFieldNames(),
                project.getVariablesSet());
    }

    private RelNode join(Join join) {
        RelNode left = translate(join.getLeft());
        RelNode right = translate(join.getRight());
        RelNode both =
                LogicalJoin.create(
                        left,
                        right,
                        List.of(),
                        rex().makeLiteral(true),
                        Set.of(),
                        join.getJoinType());
        outerRows(join.getVariablesSet(), both.getRowType());
        RexNode condition = over(both).translate(join.getCondition());
        return LogicalJoin.create(
                left, right, List.of(), condition, join.getVariablesSet(), join.getJoinType());
    }

    private RelNode correlate(Correlate correlate) {
        RelNode left = translate(correlate.getLeft());
        outer.put(correlate.getCorrelationId(), left.getRowType());
        return LogicalCorrelate.create(
                left,
                translate(correlate.getRight()),
                List.of(),
                correlate.getCorrelationId(),
                correlate.getRequiredColumns(),
                correlate.getJoinType());
    }

    /** A row for each element; nothing and an empty array give none. */
    private RelNode elements(Uncollect arrays) {
        RelNode input = translate(arrays.getInput());
        List<Integer> columns = new ArrayList<>();
        List<RexNode> present = new ArrayList<>();
        for (RelDataTypeField field : input.getRowType().getFieldList()) {
            columns.add(field.getIndex());
            RexNode value = rex().makeInputRef(input, field.getIndex());
            if (KqlTypes.columnType(value.getType()) != ColumnType.DYNAMIC) {
                throw ExpressionTranslator.unsupported("UNNEST of what is no array");
            }
            present.add(rex().makeCall(SqlStdOperatorTable.IS_NOT_NULL, value));
        }
        RexNode any = RexUtil.composeDisjunction(rex(), present);
        RelNode rows =
                new Expand(
                        cluster,
                        filtered(input, any, Set.of()),
                        columns,
                        false,
                        OptionalLong.empty());
        RelDataType dynamic = SqlTypes.of(ColumnType.DYNAMIC, true);
        List<RexNode> values = new ArrayList<>();
        for (RelDataTypeField field : arrays.getRowType().getFieldList()) {
            RexNode value = rex().makeInputRef(rows, field.getIndex());
            boolean number = field.getIndex() == columns.size();
            values.add(
                    number
                            ? over(rows)
                                    .written(
                                            "ordinality",
                                            KqlTypes.notNull(ColumnType.INT),
                                            "($1 + 1)::INTEGER",
                                            List.of(value))
                            : new CastTranslator(binder).cast(value, dynamic, field.getType()));
        }
        List<String> names = arrays.getRowType().getFieldNames();
        return LogicalProject.create(rows, List.of(), values, names, Set.of());
    }

    private RelNode sort(Sort sort) {
        RelNode input = translate(sort.getInput());
        return LogicalSort.create(
                input, sort.getCollation(), count(sort.offset, input), count(sort.fetch, input));
    }

    private RexNode count(RexNode rows, RelNode input) {
        if (rows == null) {
            return null;
        }
        return rows instanceof RexLiteral literal
                ? rex().number(literal.getValueAs(Long.class))
                : over(input).translate(rows);
    }

    private RelNode set(SetOp set) {
        List<RelNode> inputs = new ArrayList<>();
        for (RelNode input : set.getInputs()) {
            inputs.add(as(translate(input), set.getRowType()));
        }
        return switch (set) {
            case Union union when union.all -> LogicalUnion.create(inputs, true);
            case Union _ -> distinct(LogicalUnion.create(inputs, true));
            case Intersect intersect -> LogicalIntersect.create(inputs, intersect.all);
            case Minus minus -> LogicalMinus.create(inputs, minus.all);
            default -> throw ExpressionTranslator.unsupported(set.getRelTypeName());
        };
    }

    private RelNode distinct(RelNode rows) {
        ImmutableBitSet all = ImmutableBitSet.range(rows.getRowType().getFieldCount());
        return LogicalAggregate.create(rows, List.of(), all, null, List.of());
    }

    /** The rows with the types that all inputs of a union have in common. */
    private RelNode as(RelNode rows, RelDataType wanted) {
        List<RexNode> values = new ArrayList<>();
        boolean same = true;
        for (RelDataTypeField field : wanted.getFieldList()) {
            RexNode value = rex().makeInputRef(rows, field.getIndex());
            ColumnType type =
                    SqlTypes.columnType(field.getType())
                            .orElseThrow(() ->
                                    ExpressionTranslator.unsupported(
                                            "a column of type " + field.getType()));
            same &= KqlTypes.columnType(value.getType()) == type;
            values.add(
                    new CastTranslator(binder)
                            .cast(
                                    value,
                                    SqlTypes.of(KqlTypes.columnType(value.getType()), true),
                                    field.getType()));
        }
        return same
                ? rows
                : LogicalProject.create(rows, List.of(), values, wanted.getFieldNames(), Set.of());
    }

    private RelNode values(Values values) {
        RelDataTypeFactory.Builder row = KqlTypes.FACTORY.builder();
        for (RelDataTypeField field : values.getRowType().getFieldList()) {
            ColumnType type =
                    SqlTypes.columnType(field.getType())
                            .orElseThrow(() ->
                                    ExpressionTranslator.unsupported(
                                            "a value of type " + field.getType()));
            row.add(field.getName(), KqlTypes.nullable(type));
        }
        ImmutableList.Builder<ImmutableList<RexLiteral>> tuples = ImmutableList.builder();
        for (List<RexLiteral> tuple : values.getTuples()) {
            ImmutableList.Builder<RexLiteral> cells = ImmutableList.builder();
            tuple.forEach(cell -> cells.add((RexLiteral) over(null).translate(cell)));
            tuples.add(cells.build());
        }
        return LogicalValues.create(cluster, row.build(), tuples.build());
    }

    /** Whether an expression looks at other rows. */
    static boolean isWindowed(List<RexNode> nodes) {
        return RexOver.containsOver(nodes, null);
    }

    ExpressionBinder binder() {
        return binder;
    }

    KqlRex rex() {
        return binder.binding().rex();
    }
}
