package io.vaultlens.query.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Leaves out the parts of a union whose rows a condition above it can never let through.
 *
 * <p>Before: {@code Filter(type = 'job', Union(Project('job' AS type, A), Project('item' AS type,
 * B)))}. After: {@code Filter(type = 'job', Project('job' AS type, A))}. Resource Graph's tables
 * are such unions, and nearly every question about them names the types it is about.
 */
final class ImpossibleLegs extends PlanRewrite {
    /** A condition is tried so many nodes below itself. */
    private static final int DEEPEST = 40;

    private final PossibleValues values = new PossibleValues();

    @Override
    RelNode rewrite(RelNode node) {
        if (!(node instanceof Filter filter) || !filter.getVariablesSet().isEmpty()) {
            return node;
        }
        List<RexNode> conditions =
                RelOptUtil.conjunctions(filter.getCondition()).stream()
                        .filter(KqlRex::isRepeatable)
                        .toList();
        Optional<RelNode> possible = possible(filter.getInput(), conditions, DEEPEST);
        RexNode never = filter.getCluster().getRexBuilder().makeLiteral(false);
        return possible.map(input -> over(filter, input))
                .orElseGet(() -> LogicalFilter.create(filter.getInput(), never));
    }

    /** A node without the rows that cannot fulfil the conditions; nothing where none can. */
    private Optional<RelNode> possible(RelNode node, List<RexNode> conditions, int depth) {
        if (conditions.stream().anyMatch(each -> isImpossible(node, each))) {
            return Optional.empty();
        }
        if (conditions.isEmpty() || depth == 0) {
            return Optional.of(node);
        }
        return switch (node) {
            case Filter filter ->
                    possible(filter.getInput(), conditions, depth - 1)
                            .map(input -> over(filter, input));
            // A window counts the rows that the condition lets nothing of through.
            case Project project when !RexOver.containsOver(project.getProjects(), null) ->
                    possible(project.getInput(), below(project, conditions), depth - 1)
                            .map(input -> over(project, input));
            case Union union when union.all -> possibleLegs(union, conditions, depth - 1);
            default -> Optional.of(node);
        };
    }

    private Optional<RelNode> possibleLegs(Union union, List<RexNode> conditions, int depth) {
        List<RelNode> legs = new ArrayList<>();
        for (RelNode leg : union.getInputs()) {
            possible(leg, conditions, depth).ifPresent(legs::add);
        }
        if (legs.isEmpty()) {
            return Optional.empty();
        }
        if (legs.equals(union.getInputs())) {
            return Optional.of(union);
        }
        RelNode fewer = legs.size() == 1 ? legs.getFirst() : union.copy(union.getTraitSet(), legs);
        return Optional.of(typed(fewer, union));
    }

    /** The rows with the names and types of the union, of which some may be wider. */
    private static RelNode typed(RelNode rows, Union union) {
        if (rows.getRowType().equals(union.getRowType())) {
            return rows;
        }
        KqlRex rex = (KqlRex) union.getCluster().getRexBuilder();
        List<RexNode> columns = new ArrayList<>();
        for (RelDataTypeField field : union.getRowType().getFieldList()) {
            columns.add(rex.widened(rex.makeInputRef(rows, field.getIndex()), field.getType()));
        }
        List<String> names = union.getRowType().getFieldNames();
        return LogicalProject.create(rows, List.of(), columns, names, Set.of());
    }

    private static RelNode over(RelNode node, RelNode input) {
        return input == node.getInput(0) ? node : node.copy(node.getTraitSet(), List.of(input));
    }

    /** The conditions on columns that a projection hands on, over the columns it stands on. */
    private static List<RexNode> below(Project project, List<RexNode> conditions) {
        List<RexNode> below = new ArrayList<>();
        for (RexNode condition : conditions) {
            boolean handedOn =
                    RelOptUtil.InputFinder.bits(condition).asList().stream()
                            .map(project.getProjects()::get)
                            .allMatch(RexInputRef.class::isInstance);
            if (handedOn) {
                below.add(RelOptUtil.pushPastProject(condition, project));
            }
        }
        return below;
    }

    /** Whether a condition on one column is true for none of the values that it can have. */
    private boolean isImpossible(RelNode node, RexNode condition) {
        ImmutableBitSet columns = RelOptUtil.InputFinder.bits(condition);
        if (columns.cardinality() != 1) {
            return false;
        }
        Optional<Set<RexLiteral>> possible = values.of(node, columns.nth(0));
        KqlRex rex = (KqlRex) node.getCluster().getRexBuilder();
        return possible.isPresent()
                && possible.get().stream().allMatch(value -> isNever(condition, value, rex));
    }

    private static boolean isNever(RexNode condition, RexLiteral value, KqlRex rex) {
        RexNode with =
                condition.accept(
                        new RexShuttle() {
                            @Override
                            public RexNode visitInputRef(RexInputRef reference) {
                                return value;
                            }
                        });
        RexNode known = ConstantConditions.folded(with, rex);
        return known.isAlwaysFalse() || RexLiteral.isNullLiteral(known);
    }
}
