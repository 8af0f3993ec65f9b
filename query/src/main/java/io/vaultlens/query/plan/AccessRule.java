package io.vaultlens.query.plan;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Lets a caller see the rows of the resources in scope, at every read of every table.
 *
 * <p>Before: {@code TableRead(T)}. After: {@code Filter(under(T.ResourceId, '/subscriptions/1') OR
 * …, TableRead(T))}. A table without a scope column gives a caller with limits no row, unless the
 * catalogue calls it open.
 */
final class AccessRule extends PlanRewrite {
    /** The name of the operator that a scope's condition is made of. */
    static final String UNDER = "under";

    /** The resource itself or a child of it; a neighbour with a longer name is neither. */
    private static final KqlOperator IS_UNDER =
            new KqlOperator(
                    UNDER,
                    KqlTypes.notNull(ColumnType.BOOL),
                    Spelling.template("(lower($1) = $2 OR starts_with(lower($1), $2 || '/'))"));

    private final Access access;

    AccessRule(Access access) {
        this.access = access;
    }

    @Override
    RelNode rewrite(RelNode node) {
        if (access.everything() || !(node instanceof TableRead read) || read.table().open()) {
            return node;
        }
        return LogicalFilter.create(read, condition(read));
    }

    private RexNode condition(TableRead read) {
        KqlRex rex = (KqlRex) read.getCluster().getRexBuilder();
        int scope = read.getRowType().getFieldNames().indexOf(read.table().scope());
        List<RexNode> resources = new ArrayList<>();
        if (scope >= 0) {
            RexNode column = rex.makeInputRef(read, scope);
            for (String prefix : access.resourcePrefixes()) {
                String resource = folded(prefix);
                if (!resource.isEmpty()) {
                    resources.add(rex.call(IS_UNDER, column, rex.text(resource)));
                }
            }
        }
        return RexUtil.composeDisjunction(rex, resources);
    }

    /**
     * In lower case and without a slash at the end, as a resource id is compared; empty where it
     * names no resource, so that nothing is seen by it.
     */
    private static String folded(String prefix) {
        String lower = prefix.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
