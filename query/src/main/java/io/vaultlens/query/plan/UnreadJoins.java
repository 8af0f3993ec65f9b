package io.vaultlens.query.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/**
 * Takes away joins that neither add rows nor columns that anything reads.
 *
 * <p>Before: {@code Project(T.a, LeftJoin(T, Latest(k, U), T.k = U.k))}. After: {@code Project(T.a,
 * Project(T.*, null, T))}. The report functions join whatever any of their columns may need; a
 * question reads few of them.
 */
final class UnreadJoins {
    private UnreadJoins() {}

    /** The plan without them, with the same columns. */
    static RelNode without(RelNode root) {
        Set<RelNode> unread = ColumnNeeds.withoutUnreadJoins(root).unreadJoins();
        return unread.isEmpty() ? root : new Removal(unread).apply(root);
    }

    private static final class Removal extends PlanRewrite {
        private final Set<RelNode> unread;

        Removal(Set<RelNode> unread) {
            this.unread = unread;
        }

        @Override
        RelNode rewrite(RelNode before, RelNode node) {
            return unread.contains(before) ? leftAlone((Join) node) : node;
        }

        @Override
        RelNode rewrite(RelNode node) {
            return node;
        }
    }

    private static RelNode leftAlone(Join join) {
        RexBuilder rex = join.getCluster().getRexBuilder();
        int left = join.getLeft().getRowType().getFieldCount();
        List<RexNode> columns = new ArrayList<>();
        for (RelDataTypeField field : join.getRowType().getFieldList()) {
            columns.add(
                    field.getIndex() < left
                            ? rex.makeInputRef(join.getLeft(), field.getIndex())
                            : rex.makeNullLiteral(field.getType()));
        }
        List<String> names = join.getRowType().getFieldNames();
        return LogicalProject.create(join.getLeft(), List.of(), columns, names, Set.of());
    }
}
