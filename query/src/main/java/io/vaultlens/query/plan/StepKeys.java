package io.vaultlens.query.plan;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Groups moments by the number of their step, not by its begin.
 *
 * <p>Before: {@code Aggregate(bin(t, 1d), calls, T)}. After: {@code Project(number * 1d,
 * Aggregate(number = t / 1d, calls, T))}. Days have small numbers beside each other, for which the
 * engine needs no hash table.
 */
final class StepKeys extends PlanRewrite {
    private static final Set<String> BINS = Set.of("bin", "floor");
    private static final KqlOperator NUMBER =
            new KqlOperator(
                    "step_number", KqlTypes.of(ColumnType.LONG), new Template("($1 // $2)"));
    private static final KqlOperator BEGIN =
            new KqlOperator(
                    "step_begin", KqlTypes.of(ColumnType.DATETIME), new Template("($1 * $2)"));

    @Override
    RelNode rewrite(RelNode node) {
        if (!(node instanceof Aggregate aggregate)
                || aggregate.getGroupType() != Aggregate.Group.SIMPLE
                || !(aggregate.getInput() instanceof Project project)) {
            return node;
        }
        BitSet counted = new BitSet();
        for (AggregateCall call : aggregate.getAggCallList()) {
            call.getArgList().forEach(counted::set);
            if (call.filterArg >= 0) {
                counted.set(call.filterArg);
            }
        }
        KqlRex rex = (KqlRex) node.getCluster().getRexBuilder();
        List<RexNode> below = new ArrayList<>(project.getProjects());
        List<Long> lengths = new ArrayList<>();
        for (int key : aggregate.getGroupSet()) {
            OptionalLong length = counted.get(key) ? OptionalLong.empty() : step(below.get(key));
            lengths.add(length.orElse(0));
            if (length.isPresent()) {
                RexNode moment = ((RexCall) below.get(key)).getOperands().getFirst();
                below.set(key, rex.call(NUMBER, moment, rex.number(length.getAsLong())));
            }
        }
        return lengths.stream().allMatch(length -> length == 0)
                ? node
                : begins(grouped(aggregate, project, below), aggregate, lengths, rex);
    }

    private static RelNode grouped(Aggregate aggregate, Project project, List<RexNode> columns) {
        RelNode input =
                LogicalProject.create(
                        project.getInput(),
                        project.getHints(),
                        columns,
                        project.getRowType().getFieldNames(),
                        project.getVariablesSet());
        return aggregate.copy(aggregate.getTraitSet(), List.of(input));
    }

    private static RelNode begins(
            RelNode grouped, Aggregate aggregate, List<Long> lengths, KqlRex rex) {
        List<RexNode> columns = new ArrayList<>();
        for (int i = 0; i < aggregate.getRowType().getFieldCount(); i++) {
            RexNode column = rex.makeInputRef(grouped, i);
            boolean stepped = i < lengths.size() && lengths.get(i) > 0;
            columns.add(stepped ? rex.call(BEGIN, column, rex.number(lengths.get(i))) : column);
        }
        return LogicalProject.create(
                grouped, List.of(), columns, aggregate.getRowType().getFieldNames(), Set.of());
    }

    /** The length in ticks of the steps that an expression rounds a moment down to. */
    private static OptionalLong step(RexNode node) {
        if (!(node instanceof RexCall call)
                || KqlTypes.columnType(call.getType()) != ColumnType.DATETIME
                || call.getOperands().size() != 2
                || !(call.getOperands().get(1) instanceof RexLiteral literal)
                || !(KqlRex.value(literal) instanceof Long ticks)) {
            return OptionalLong.empty();
        }
        String name = call.getOperator().getName();
        if (BINS.contains(name) && ticks > 0) {
            return OptionalLong.of(ticks);
        }
        return name.equals("startofday") && ticks == 0
                ? OptionalLong.of(Ticks.PER_DAY)
                : OptionalLong.empty();
    }
}
