package io.vaultlens.query.sql.write;

import io.vaultlens.query.engine.Dialect;
import io.vaultlens.query.plan.Expand;
import io.vaultlens.query.plan.KqlRex;
import io.vaultlens.query.plan.Latest;
import io.vaultlens.query.plan.Scan;
import io.vaultlens.query.plan.Series;
import io.vaultlens.query.plan.TableRead;
import io.vaultlens.query.sql.write.Select.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;

/**
 * Writes a plan as one SELECT statement, one method for each kind of node.
 *
 * <p>A node with several parents is written once, as a common table expression. One writer writes
 * one plan.
 */
public final class SqlWriter {
    /** Joins whose rows are some of the left side's: conditions on these may come later as well. */
    private static final Set<JoinRelType> KEEPS_LEFT =
            Set.of(JoinRelType.INNER, JoinRelType.LEFT, JoinRelType.SEMI, JoinRelType.ANTI);

    private final Dialect dialect;
    private final Map<RelNode, String> shared = new IdentityHashMap<>();
    private final Map<CorrelationId, List<String>> outer = new HashMap<>();
    private final Merge merge = new Merge(this);
    private final LeafWriter leaves;
    private int sources;

    private SqlWriter(Dialect dialect) {
        this.dialect = dialect;
        this.leaves = new LeafWriter(this, dialect);
    }

    /** The plan's SQL. */
    public static String write(RelNode root, Dialect dialect) {
        SqlWriter writer = new SqlWriter(dialect);
        List<String> with = new ArrayList<>();
        for (RelNode node : SharedNodes.of(root)) {
            String name = "shared" + with.size();
            with.add(name + " AS (" + writer.sql(node) + ")");
            writer.shared.put(node, name);
        }
        String select = writer.sql(root);
        return with.isEmpty() ? select : "WITH " + String.join(", ", with) + " " + select;
    }

    /** A node as a whole statement of its own. */
    String sql(RelNode node) {
        return select(node).sql(dialect, Names.of(node));
    }

    private Select select(RelNode node) {
        if (shared.containsKey(node)) {
            return source(shared.get(node), Names.of(node));
        }
        return switch (node) {
            case TableRead read -> leaves.read(read);
            case Values values -> leaves.values(values);
            case Series series -> leaves.series(series);
            case Filter filter -> filter(filter);
            case Project project -> project(project);
            case Aggregate aggregate -> aggregate(aggregate);
            case Join join -> join(join);
            case Sort sort -> sort(sort);
            case SetOp set -> set(set);
            case Correlate correlate -> correlate(correlate);
            case Latest latest -> latest(latest);
            case Expand expand -> expand(expand);
            case Scan scan -> scan(scan);
            default -> throw new IllegalArgumentException("no SQL for the node " + node);
        };
    }

    private Select filter(Filter filter) {
        Select input = select(filter.getInput());
        boolean within =
                input.isExpressed()
                        && filter.getVariablesSet().isEmpty()
                        && merge.takesCondition(input, filter.getCondition());
        input = input.isPlain() || within ? input : around(filter.getInput(), input);
        outerRows(filter.getVariablesSet(), input.items());
        return input.where(expressions(input.items()).closed(filter.getCondition()));
    }

    private Select project(Project project) {
        Select input = select(project.getInput());
        List<RexNode> nodes = project.getProjects().stream().map(KqlRex::unwidened).toList();
        boolean picks = isPick(nodes) && input.takesPicks();
        boolean windowed = RexOver.containsOver(nodes, null);
        boolean within =
                input.isExpressed()
                        && project.getVariablesSet().isEmpty()
                        && merge.takesColumns(input, nodes);
        boolean takes = input.takesColumns() && (!windowed || input.isPlain());
        if (!picks && !takes && !within) {
            input = around(project.getInput(), input);
        }
        outerRows(project.getVariablesSet(), input.items());
        ExpressionWriter expressions = expressions(input.items());
        List<String> items = nodes.stream().map(expressions::open).toList();
        boolean expressed = (input.isPlain() || input.isExpressed()) && Merge.isExpressed(project);
        return expressed && !isColumns(nodes)
                ? input.columns(items, Names.of(project), Stage.EXPRESSED)
                : input.columns(items, Names.of(project), !isColumns(nodes));
    }

    private static boolean isColumns(List<RexNode> nodes) {
        return nodes.stream().allMatch(RexInputRef.class::isInstance);
    }

    /** Columns, none twice (it would be computed twice), and not none: an aggregate is one row. */
    private static boolean isPick(List<RexNode> nodes) {
        return !nodes.isEmpty() && isColumns(nodes) && Set.copyOf(nodes).size() == nodes.size();
    }

    private Select aggregate(Aggregate aggregate) {
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
            throw new IllegalArgumentException("no SQL for grouping sets");
        }
        List<Integer> named = new ArrayList<>(aggregate.getGroupSet().asList());
        named.addAll(named);
        for (AggregateCall call : aggregate.getAggCallList()) {
            named.addAll(call.getArgList());
            named.addAll(call.getCollation().getKeys());
            named.addAll(call.hasFilter() ? List.of(call.filterArg) : List.of());
        }
        Select input = taking(aggregate.getInput(), named, false);
        List<String> keys =
                aggregate.getGroupSet().asList().stream().map(input.items()::get).toList();
        List<String> items = new ArrayList<>(keys);
        for (AggregateCall call : aggregate.getAggCallList()) {
            items.add(
                    expressions(input.items()).aggregate(call, aggregate.getInput().getRowType()));
        }
        if (items.isEmpty()) {
            items.add("count(*)");
        }
        Select grouped = input.columns(items, Names.of(aggregate), true);
        return keys.isEmpty()
                ? grouped
                : grouped.tail(" GROUP BY " + String.join(", ", keys), Stage.COMPUTED);
    }

    private Select join(Join join) {
        Select first = select(join.getLeft());
        boolean goesOn = first.takesJoin() && KEEPS_LEFT.contains(join.getJoinType());
        Joined left = goesOn ? new Joined("", first.items()) : joined(join.getLeft(), first);
        Joined right = joined(join.getRight(), select(join.getRight()));
        List<String> both = new ArrayList<>(left.items());
        both.addAll(right.items());
        outerRows(join.getVariablesSet(), both);
        String condition = expressions(both).open(join.getCondition());
        String more = keyword(join.getJoinType()) + right.source() + " ON " + condition;
        List<String> columns = join.getJoinType().projectsRight() ? both : left.items();
        return goesOn
                ? first.joined(more, columns, Names.of(join))
                : Select.from(left.source() + more, columns, Names.of(join));
    }

    private static String keyword(JoinRelType type) {
        return switch (type) {
            case INNER -> " JOIN ";
            case LEFT -> " LEFT JOIN ";
            case RIGHT -> " RIGHT JOIN ";
            case FULL -> " FULL JOIN ";
            case SEMI -> " SEMI JOIN ";
            case ANTI -> " ANTI JOIN ";
            default -> throw new IllegalArgumentException("no SQL for the join " + type);
        };
    }

    private Select sort(Sort sort) {
        Select input = taking(sort.getInput(), sort.getCollation().getKeys(), true);
        StringBuilder tail = new StringBuilder();
        if (!sort.getCollation().getFieldCollations().isEmpty()) {
            tail.append(' ')
                    .append(
                            orderBy(
                                    sort.getCollation().getFieldCollations(),
                                    input.items(),
                                    sort.getInput().getRowType()));
        }
        if (sort.fetch != null) {
            tail.append(" LIMIT ").append(expressions(List.of()).closed(sort.fetch));
        }
        if (sort.offset != null) {
            tail.append(" OFFSET ").append(expressions(List.of()).closed(sort.offset));
        }
        return input.tail(tail.toString(), input.isPlain() ? Stage.ORDERED : Stage.COMPUTED);
    }

    /** ORDER BY these columns of rows of a type. */
    String orderBy(List<RelFieldCollation> columns, List<String> items, RelDataType rows) {
        List<String> keys = new ArrayList<>();
        for (RelFieldCollation column : columns) {
            int index = column.getFieldIndex();
            keys.add(
                    SortKeys.key(
                            items.get(index),
                            rows.getFieldList().get(index).getType(),
                            column.getDirection().isDescending(),
                            column.nullDirection == RelFieldCollation.NullDirection.FIRST));
        }
        return "ORDER BY " + String.join(", ", keys);
    }

    private Select set(SetOp set) {
        if (set instanceof Union && !set.all) {
            throw new IllegalArgumentException("no SQL for a union that drops repeats");
        }
        List<String> names = Names.of(set);
        List<String> parts = new ArrayList<>();
        for (RelNode input : set.getInputs()) {
            parts.add(select(input).sql(dialect, names));
        }
        String between = ") " + keyword(set) + (set.all ? " ALL (" : " (");
        return source("((" + String.join(between, parts) + "))", names);
    }

    private static String keyword(SetOp set) {
        return switch (set.kind) {
            case UNION -> "UNION";
            case INTERSECT -> "INTERSECT";
            case EXCEPT -> "EXCEPT";
            default -> throw new IllegalArgumentException("no SQL for " + set);
        };
    }

    /** A join whose right side reads the row of the left. */
    private Select correlate(Correlate correlate) {
        Joined left = joined(correlate.getLeft(), select(correlate.getLeft()));
        outer.put(correlate.getCorrelationId(), left.items());
        Joined right = joined(correlate.getRight(), select(correlate.getRight()));
        List<String> both = new ArrayList<>(left.items());
        both.addAll(right.items());
        String join = keyword(correlate.getJoinType());
        String from = left.source() + join + "LATERAL " + right.source() + " ON true";
        return Select.from(from, both, Names.of(correlate));
    }

    private void outerRows(Set<CorrelationId> variables, List<String> columns) {
        variables.forEach(id -> outer.put(id, columns));
    }

    /** A column of the query around a correlated one. */
    String outer(CorrelationId id, int column) {
        return outer.get(id).get(column);
    }

    private Select latest(Latest latest) {
        return new LatestWriter(this, dialect).write(latest);
    }

    /**
     * The lists in a first SELECT, their elements in a second: {@code unnest} in the select list
     * goes through several lists in step, and the elements' numbers beside them keep their order.
     */
    private Select expand(Expand expand) {
        Select input = select(expand.getInput());
        input = input.takesColumns() ? input : around(expand.getInput(), input);
        List<String> names = Names.of(expand.getInput());
        List<String> lists = new ArrayList<>(input.items());
        List<String> lengths = new ArrayList<>();
        String alias = nextAlias();
        List<String> elements = new ArrayList<>(qualified(alias, names));
        for (int column : expand.columns()) {
            String list = dialect.elements(input.items().get(column), expand.pairs());
            boolean limited = expand.limit().isPresent();
            lists.set(
                    column, limited ? "(" + list + ")[:" + expand.limit().getAsLong() + "]" : list);
            lengths.add("len(" + elements.get(column) + ")");
            elements.set(column, "unnest(" + elements.get(column) + ")");
        }
        elements.add("unnest(range(greatest(" + String.join(", ", lengths) + ")))");
        String from = "(" + input.columns(lists, names, true).sql(dialect, names) + ") AS " + alias;
        Select expanded = Select.from(from, List.of(), List.of());
        return expanded.columns(elements, Names.of(expand), true).tail("", Stage.CLOSED);
    }

    private Select scan(Scan scan) {
        List<String> names = Names.of(scan);
        return source(new ScanWriter(this, scan, dialect, nextAlias()).write(names), names);
    }

    /** A node's SELECT in a state that takes any clause. */
    Select plain(RelNode node) {
        Select select = select(node);
        return select.isPlain() ? select : around(node, select);
    }

    /** A node's SELECT in a state that takes clauses which name these columns. */
    Select taking(RelNode node, List<Integer> named, boolean allStay) {
        Select select = select(node);
        boolean within = select.isExpressed() && merge.takesClauses(select, named, allStay);
        return select.isPlain() || within ? select : around(node, select);
    }

    private Select around(RelNode node, Select select) {
        List<String> names = Names.of(node);
        return source("(" + select.sql(dialect, names) + ")", names);
    }

    /** The writer of stored tables, which gives their rows numbers where that is asked. */
    LeafWriter leaves() {
        return leaves;
    }

    /** Whether a node is written apart, as a common table expression. */
    boolean isShared(RelNode node) {
        return shared.containsKey(node);
    }

    private record Joined(String source, List<String> items) {}

    private Joined joined(RelNode node, Select select) {
        if (!select.bareSource().isEmpty()) {
            return new Joined(select.bareSource(), select.items());
        }
        String alias = nextAlias();
        List<String> names = Names.of(node);
        String source = "(" + select.sql(dialect, names) + ") AS " + alias;
        return new Joined(source, qualified(alias, names));
    }

    /** A SELECT of all columns of a source, which gets an alias. */
    Select source(String source, List<String> names) {
        String alias = nextAlias();
        return Select.from(source + " AS " + alias, qualified(alias, names), names);
    }

    List<String> qualified(String alias, List<String> names) {
        return names.stream().map(name -> alias + "." + dialect.identifier(name)).toList();
    }

    String nextAlias() {
        return "t" + sources++;
    }

    /** A writer of expressions over columns that are written like this. */
    ExpressionWriter expressions(List<String> columns) {
        return new ExpressionWriter(this, dialect, columns);
    }
}
