package io.vaultlens.query.sql.write;

import io.vaultlens.query.plan.KqlRex;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Tells where what is asked of a SELECT's computed columns goes into that SELECT itself, and where
 * a SELECT around it is better.
 *
 * <p>The engine's time before the first row goes with the length of the text. Nothing gets longer
 * here, and what takes long to compute is not computed twice.
 */
final class Merge {
    /** So long may an expression become: the engine counts how deep one is. */
    private static final int LONGEST = 2_000;

    /** An expression this short may stand twice. */
    private static final int SHORT = 48;

    /** What SELECT, FROM, brackets and an alias take. */
    private static final int AROUND = 30;

    private final SqlWriter writer;

    Merge(SqlWriter writer) {
        this.writer = writer;
    }

    /** Whether a projection's columns are computed row by row, the same each time. */
    static boolean isExpressed(Project project) {
        return project.getVariablesSet().isEmpty()
                && !RexOver.containsOver(project.getProjects(), null)
                && project.getProjects().stream().allMatch(KqlRex::isRepeatable);
    }

    /** Whether new columns go into the SELECT whose columns they are computed from. */
    boolean takesColumns(Select input, List<RexNode> nodes) {
        return nodes.stream().allMatch(KqlRex::isRepeatable)
                && nothingDearTwice(input, nodes)
                && isNoLonger(input, nodes, AROUND);
    }

    /** Whether a condition goes into the SELECT whose columns it reads; all of these stay. */
    boolean takesCondition(Select input, RexNode condition) {
        return KqlRex.isRepeatable(condition)
                && isNoLonger(input, List.of(condition), AROUND + lengthOfNames(input));
    }

    /** Whether clauses that name these columns go into their SELECT. */
    boolean takesClauses(Select input, List<Integer> named, boolean allStay) {
        int within = 0;
        int around = AROUND + (allStay ? lengthOfNames(input) : lengthOf(input.items()));
        for (int column : named) {
            String item = input.items().get(column);
            if (item.length() > LONGEST || !readsColumn(item)) {
                return false;
            }
            within += item.length();
            around += lengthOfName(input, column);
        }
        return within <= around;
    }

    private boolean isNoLonger(Select input, List<RexNode> nodes, int around) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < input.names().size(); i++) {
            names.add("x".repeat(lengthOfName(input, i)));
        }
        List<String> within = written(nodes, input.items());
        int apart = lengthOf(written(nodes, names)) + lengthOf(input.items()) + around;
        return lengthOf(within) <= apart
                && within.stream().allMatch(each -> each.length() <= LONGEST);
    }

    private List<String> written(List<RexNode> nodes, List<String> columns) {
        ExpressionWriter expressions = writer.expressions(columns);
        return nodes.stream().map(KqlRex::unwidened).map(expressions::open).toList();
    }

    private static boolean nothingDearTwice(Select input, List<RexNode> nodes) {
        int[] reads = new int[input.items().size()];
        RexVisitorImpl<Void> count =
                new RexVisitorImpl<>(true) {
                    @Override
                    public Void visitInputRef(RexInputRef reference) {
                        reads[reference.getIndex()]++;
                        return null;
                    }
                };
        nodes.forEach(node -> node.accept(count));
        for (int i = 0; i < reads.length; i++) {
            if (reads[i] > 1 && input.items().get(i).length() > SHORT) {
                return false;
            }
        }
        return true;
    }

    /** GROUP BY and ORDER BY take a number for a column's place. */
    private static boolean readsColumn(String item) {
        boolean text = false;
        for (int i = 0; i + 1 < item.length(); i++) {
            text ^= item.charAt(i) == '\'';
            if (!text && item.charAt(i) == '.' && item.charAt(i + 1) == '"') {
                return true;
            }
        }
        return false;
    }

    private static int lengthOf(List<String> items) {
        return items.stream().mapToInt(String::length).sum();
    }

    private static int lengthOfNames(Select input) {
        int length = 0;
        for (int i = 0; i < input.names().size(); i++) {
            length += lengthOfName(input, i) + 2;
        }
        return length;
    }

    private static int lengthOfName(Select input, int column) {
        return input.names().get(column).length() + 6;
    }
}
