package io.vaultlens.query.sql.bind;

import io.vaultlens.query.plan.KqlRex;
import io.vaultlens.query.plan.Latest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;

/**
 * Knows how SQL asks for the latest row of each key: the first by {@code ROW_NUMBER()}.
 *
 * <p>Before: {@code Filter(n = 1, Project(…, n: ROW_NUMBER() OVER (PARTITION BY k ORDER BY t
 * DESC)))}. After: {@code Project(…, n: 1, Latest(k, t))}, which the rule for current state knows.
 *
 * @param plans the translator of the plan
 * @param rex the maker of its expressions
 */
record LatestForm(PlanTranslator plans, KqlRex rex) {
    /** The latest rows, or null where the filter asks for something else. */
    RelNode of(Filter filter, RelNode input) {
        if (!(input instanceof Project project) || !filter.getVariablesSet().isEmpty()) {
            return null;
        }
        List<RexNode> rest = new ArrayList<>();
        RexOver first = null;
        for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
            int column = firstRow(condition);
            if (first == null
                    && column >= 0
                    && project.getProjects().get(column) instanceof RexOver over
                    && isFirst(over)) {
                first = over;
            } else {
                rest.add(condition);
            }
        }
        return first == null ? null : latest(project, first, rest);
    }

    private RelNode latest(Project project, RexOver first, List<RexNode> rest) {
        List<RexNode> values = new ArrayList<>();
        for (RexNode value : project.getProjects()) {
            values.add(value.equals(first) ? rex.number(1) : value);
        }
        if (PlanTranslator.isWindowed(values)) {
            return null;
        }
        List<Integer> keys = new ArrayList<>();
        first.getWindow().partitionKeys.forEach(key -> keys.add(((RexInputRef) key).getIndex()));
        RexFieldCollation order = first.getWindow().orderKeys.getFirst();
        RelNode rows =
                new Latest(
                        project.getCluster(),
                        project.getInput(),
                        keys,
                        ((RexInputRef) order.left).getIndex(),
                        order.getDirection().isDescending(),
                        OptionalInt.empty());
        RelNode columns =
                LogicalProject.create(
                        rows, List.of(), values, project.getRowType().getFieldNames(), Set.of());
        if (rest.isEmpty()) {
            return columns;
        }
        RexNode condition =
                new ExpressionTranslator(plans, plans.binder(), columns)
                        .translate(
                                RexUtil.composeConjunction(
                                        new org.apache.calcite.rex.RexBuilder(SqlTypes.FACTORY),
                                        rest));
        return plans.filtered(columns, condition, Set.of());
    }

    /** The column of {@code c = 1} or {@code c <= 1}; -1 for any other condition. */
    private static int firstRow(RexNode condition) {
        if (!(condition instanceof RexCall call) || call.getOperands().size() != 2) {
            return -1;
        }
        long most =
                switch (call.getKind()) {
                    case EQUALS, LESS_THAN_OR_EQUAL -> 1;
                    case LESS_THAN -> 2;
                    default -> -1;
                };
        boolean one =
                call.getOperands().get(1) instanceof RexLiteral literal
                        && !literal.isNull()
                        && literal.getValue() instanceof java.math.BigDecimal number
                        && number.longValue() == most
                        && number.scale() <= 0;
        return one && call.getOperands().get(0) instanceof RexInputRef ref ? ref.getIndex() : -1;
    }

    /** One column decides, nulls come last, and both it and the keys are columns as they are. */
    private static boolean isFirst(RexOver over) {
        return over.getAggOperator().getName().equals("row_number")
                && over.getWindow().orderKeys.size() == 1
                && over.getWindow().orderKeys.getFirst().left instanceof RexInputRef
                && over.getWindow().orderKeys.getFirst().getNullDirection() == NullDirection.LAST
                && over.getWindow().partitionKeys.stream().allMatch(RexInputRef.class::isInstance);
    }
}
