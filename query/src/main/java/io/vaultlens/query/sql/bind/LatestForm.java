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
            RexOver over = first == null ? firstRow(condition, project) : null;
            if (over == null) {
                rest.add(condition);
            } else {
                first = over;
            }
        }
        return first == null ? null : latest(project, first, rest);
    }

    private RelNode latest(Project project, RexOver first, List<RexNode> rest) {
        List<RexNode> values = new ArrayList<>();
        for (RexNode value : project.getProjects()) {
            boolean test = firstRow(value) instanceof RexOver over && over.equals(first);
            RexNode known = test ? rex.makeLiteral(true) : value;
            values.add(value.equals(first) ? rex.number(1) : known);
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

    /** The function behind {@code n = 1}, or null; QUALIFY makes the whole of it a column. */
    private static RexOver firstRow(RexNode condition, Project project) {
        List<RexNode> columns = project.getProjects();
        RexNode number =
                condition instanceof RexInputRef test
                        ? firstRow(columns.get(test.getIndex()))
                        : firstRow(condition);
        RexNode value =
                number instanceof RexInputRef ref && !(condition instanceof RexInputRef)
                        ? columns.get(ref.getIndex())
                        : number;
        return value instanceof RexOver over && isFirst(over) ? over : null;
    }

    /** The number of {@code n = 1}, {@code n <= 1} or {@code n < 2}; null for anything else. */
    private static RexNode firstRow(RexNode condition) {
        if (!(condition instanceof RexCall call) || call.getOperands().size() != 2) {
            return null;
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
                        && number.stripTrailingZeros().scale() <= 0;
        return one ? call.getOperands().get(0) : null;
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
