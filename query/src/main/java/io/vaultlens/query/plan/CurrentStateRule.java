package io.vaultlens.query.plan;

import com.google.common.collect.ImmutableList;
import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.CurrentKey;
import io.vaultlens.collector.catalog.TableDef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;

/**
 * Reads the latest row of each key from the state that the store keeps, not from history.
 *
 * <p>Before: {@code Latest(keys, TimeGenerated, Filter(c, TableRead(T)))}. After: {@code Filter(c,
 * TableRead(T_current))}, for exactly the declared keys and where every part of {@code c} commutes
 * (see {@link KeyConditions}). A key that {@code c} fixes to one value counts as one of the keys.
 *
 * <p>An upper bound {@code t <= b} does not commute: a key's latest row within it may be an older
 * one. After: {@code Union(Filter(c AND t <= b, TableRead(T_current)), Latest(Filter(c AND t <= b
 * AND key IN (Project(key, Filter(NOT t <= b, TableRead(T_current)))), TableRead(T))))}: history is
 * read for those keys alone whose current row lies beyond.
 *
 * <p>Rows are found first under a projection as well: {@code Latest(Project(x))} is {@code
 * Project(Latest(x))} where keys and order are columns of {@code x}.
 */
final class CurrentStateRule extends PlanRewrite {
    /** The column whose greatest value makes a row current. */
    static final String TIME = "TimeGenerated";

    @Override
    RelNode rewrite(RelNode node) {
        return node instanceof Latest latest ? rewrite(latest) : node;
    }

    private RelNode rewrite(Latest latest) {
        if (latest.getInput() instanceof Project project) {
            return throughProject(latest, project).orElse(latest);
        }
        List<RexNode> conditions = new ArrayList<>();
        RelNode below = latest.getInput();
        while (below instanceof Filter filter) {
            conditions.addAll(RexUtil.flattenAnd(List.of(filter.getCondition())));
            below = filter.getInput();
        }
        boolean asked = below instanceof TableRead read && asksForCurrent(latest, read);
        return asked ? fromCurrent(latest, (TableRead) below, conditions) : latest;
    }

    private Optional<RelNode> throughProject(Latest latest, Project project) {
        List<Integer> keys = new ArrayList<>();
        for (int key : latest.keys()) {
            keys.add(column(project, key));
        }
        int order = column(project, latest.order());
        boolean tied = latest.tie().isPresent();
        int tie = tied ? column(project, latest.tie().getAsInt()) : keyColumn(project.getInput());
        if (keys.contains(-1)
                || order < 0
                || tied && tie < 0
                || RexOver.containsOver(project.getProjects(), null)
                || !project.getProjects().stream().allMatch(RexUtil::isDeterministic)) {
            return Optional.empty();
        }
        Latest lower =
                new Latest(
                        latest.getCluster(),
                        project.getInput(),
                        keys,
                        order,
                        latest.greatest(),
                        tie < 0 ? OptionalInt.empty() : OptionalInt.of(tie));
        RelNode rows = rewrite(lower);
        return Optional.of(
                LogicalProject.create(
                        rows,
                        List.of(),
                        project.getProjects(),
                        project.getRowType().getFieldNames(),
                        Set.of()));
    }

    private static int column(Project project, int index) {
        RexNode node = project.getProjects().get(index);
        return node instanceof RexInputRef reference ? reference.getIndex() : -1;
    }

    private static int keyColumn(RelNode node) {
        return node.getRowType().getFieldNames().indexOf(TableRead.KEY);
    }

    private static boolean asksForCurrent(Latest latest, TableRead read) {
        List<String> names = read.getRowType().getFieldNames();
        return read.readsHistory()
                && latest.greatest()
                && names.get(latest.order()).equals(TIME)
                && (latest.tie().isEmpty()
                        || names.get(latest.tie().getAsInt()).equals(TableRead.KEY));
    }

    private static RelNode fromCurrent(Latest latest, TableRead read, List<RexNode> conditions) {
        TableDef table = read.table();
        for (int i = 0; i < table.current().size(); i++) {
            KeyConditions sorted = KeyConditions.of(read, table.current().get(i), conditions);
            if (sorted.allKnown() && sameKeys(latest, read, table.current().get(i), sorted)) {
                TableRead current = read.from(table.currentTable(i));
                if (sorted.upper().isEmpty()) {
                    return filtered(current, conditions);
                }
                // The latest rows of such an item lie beyond, and are not among the past ones.
                boolean past = i == table.sharedKey();
                TableRead older = past ? read.from(table.pastTable()) : read;
                return split(latest, older, current, sorted, conditions);
            }
        }
        return latest;
    }

    private static boolean sameKeys(
            Latest latest, TableRead read, CurrentKey declared, KeyConditions conditions) {
        Set<String> keys = new HashSet<>(conditions.fixed());
        for (int key : latest.keys()) {
            keys.add(read.getRowType().getFieldNames().get(key));
        }
        boolean any = !latest.keys().isEmpty();
        return any && keys.equals(Set.copyOf(declared.by()));
    }

    private static RelNode split(
            Latest latest,
            TableRead read,
            TableRead current,
            KeyConditions sorted,
            List<RexNode> conditions) {
        for (int key : latest.keys()) {
            // IN is blind to null keys; texts are never null.
            if (KqlTypes.columnType(type(read, key)) != ColumnType.STRING) {
                return latest;
            }
        }
        List<RexNode> beyond = new ArrayList<>(sorted.others());
        beyond.add(sorted.beyond());
        List<RexNode> keys = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int key : latest.keys()) {
            keys.add(read.getCluster().getRexBuilder().makeInputRef(read, key));
            names.add(read.getRowType().getFieldNames().get(key));
        }
        RelNode keysBeyond =
                LogicalProject.create(filtered(current, beyond), List.of(), keys, names, Set.of());
        List<RexNode> older = new ArrayList<>(conditions);
        older.add(RexSubQuery.in(keysBeyond, ImmutableList.copyOf(keys)));
        RelNode history = latest.copy(latest.getTraitSet(), List.of(filtered(read, older)));
        return LogicalUnion.create(List.of(filtered(current, conditions), history), true);
    }

    private static RelDataType type(RelNode node, int column) {
        return node.getRowType().getFieldList().get(column).getType();
    }

    private static RelNode filtered(RelNode node, List<RexNode> conditions) {
        if (conditions.isEmpty()) {
            return node;
        }
        return LogicalFilter.create(
                node, RexUtil.composeConjunction(node.getCluster().getRexBuilder(), conditions));
    }
}
