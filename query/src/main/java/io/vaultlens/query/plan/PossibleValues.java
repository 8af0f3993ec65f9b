package io.vaultlens.query.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * The few values that a column can have, where the text of the query says them.
 *
 * <p>A resource's type is such a column: {@code iff(Classic, "…/protecteditems", "…/instances")}.
 * For one plan, on one thread.
 */
final class PossibleValues {
    private static final int MOST = 16;

    private final Map<RelNode, Map<Integer, Optional<Set<RexLiteral>>>> known =
            new IdentityHashMap<>();

    /** All values that a column of a node can have; empty where they are many or not known. */
    Optional<Set<RexLiteral>> of(RelNode node, int column) {
        Map<Integer, Optional<Set<RexLiteral>>> columns =
                known.computeIfAbsent(node, _ -> new HashMap<>());
        Optional<Set<RexLiteral>> values = columns.get(column);
        if (values == null) {
            values = find(node, column).filter(each -> each.size() <= MOST);
            columns.put(column, values);
        }
        return values;
    }

    private Optional<Set<RexLiteral>> find(RelNode node, int column) {
        return switch (node) {
            case Filter filter -> of(filter.getInput(), column);
            case Latest latest -> of(latest.getInput(), column);
            case Project project -> of(project.getProjects().get(column), project.getInput());
            case Union union ->
                    all(union.getInputs().stream().map(leg -> of(leg, column)).toList());
            case Join join -> of(join, column);
            default -> Optional.empty();
        };
    }

    private Optional<Set<RexLiteral>> of(Join join, int column) {
        boolean keepsLeft =
                List.of(JoinRelType.INNER, JoinRelType.LEFT).contains(join.getJoinType());
        return keepsLeft && column < join.getLeft().getRowType().getFieldCount()
                ? of(join.getLeft(), column)
                : Optional.empty();
    }

    private Optional<Set<RexLiteral>> of(RexNode value, RelNode input) {
        return switch (value) {
            case RexLiteral literal -> Optional.of(Set.of(literal));
            case RexInputRef reference -> of(input, reference.getIndex());
            case RexCall call when call.getKind() == SqlKind.CASE -> {
                List<Optional<Set<RexLiteral>>> results = new ArrayList<>();
                List<RexNode> parts = call.getOperands();
                for (int i = 1; i < parts.size(); i += 2) {
                    results.add(of(parts.get(i), input));
                }
                results.add(of(parts.getLast(), input));
                yield all(results);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Set<RexLiteral>> all(List<Optional<Set<RexLiteral>>> parts) {
        Set<RexLiteral> all = new LinkedHashSet<>();
        for (Optional<Set<RexLiteral>> part : parts) {
            if (part.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(part.get());
        }
        return Optional.of(all);
    }
}
