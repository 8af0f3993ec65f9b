package io.vaultlens.query.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;

/**
 * Takes the first rows of each half of a history before the first rows of both.
 *
 * <p>Before: {@code Sort(t, 10, Filter(c, TableRead(T)))}. After: {@code Sort(t, 10, Union(Sort(t,
 * 10, Filter(c, TableRead(T_past))), Sort(t, 10, Filter(c, TableRead(T_current)))))}. Of one stored
 * table the engine finds the first rows by the columns that decide, and reads the others of these
 * rows alone; of a union it reads all columns of all rows.
 */
final class HalvedLimits extends PlanRewrite {
    @Override
    RelNode rewrite(RelNode node) {
        if (!(node instanceof Sort sort) || sort.fetch == null || sort.offset != null) {
            return node;
        }
        Optional<TableRead> read = halved(sort.getInput());
        if (read.isEmpty()) {
            return node;
        }
        List<RelNode> halves = new ArrayList<>();
        for (String table : read.get().storedTables()) {
            RelNode half = over(sort.getInput(), read.get().from(table));
            halves.add(sort.copy(sort.getTraitSet(), List.of(half)));
        }
        return sort.copy(sort.getTraitSet(), List.of(LogicalUnion.create(halves, true)));
    }

    /** The history in two tables that a node's rows are, each by itself, made of. */
    private static Optional<TableRead> halved(RelNode node) {
        return switch (node) {
            case TableRead read when read.storedTables().size() > 1 -> Optional.of(read);
            case Filter filter when isOfItsRow(List.of(filter.getCondition())) ->
                    halved(filter.getInput());
            case Project project when isOfItsRow(project.getProjects()) ->
                    halved(project.getInput());
            default -> Optional.empty();
        };
    }

    private static boolean isOfItsRow(List<RexNode> expressions) {
        return !RexOver.containsOver(expressions, null)
                && expressions.stream().allMatch(KqlRex::isRepeatable)
                && expressions.stream().noneMatch(RexUtil::containsCorrelation);
    }

    private static RelNode over(RelNode node, TableRead half) {
        return node instanceof TableRead
                ? half
                : node.copy(node.getTraitSet(), List.of(over(node.getInput(0), half)));
    }
}
