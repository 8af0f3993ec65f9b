package io.vaultlens.query.plan;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.externalize.RelWriterImpl;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.util.Pair;

/**
 * Writes a plan for people: one line for each node, columns by their names.
 *
 * <p>What several nodes stand on is written once, under a number, and called by that number from
 * then on: written out each time, a plan doubles with every node that is shared.
 */
public final class PlanText extends RelWriterImpl {
    private static final Pattern COLUMN = Pattern.compile("\\$(\\d+)");

    private static final int LONGEST = 240;

    private final Map<RelNode, Integer> numbers = new IdentityHashMap<>();
    private final Set<Integer> written = new HashSet<>();

    private PlanText(PrintWriter out, RelNode plan) {
        super(out, SqlExplainLevel.EXPPLAN_ATTRIBUTES, false);
        Map<RelNode, Integer> parents = new IdentityHashMap<>();
        for (RelNode node : PlanWalk.bottomUp(plan)) {
            PlanWalk.below(node).forEach(child -> parents.merge(child, 1, Integer::sum));
        }
        for (RelNode node : PlanWalk.bottomUp(plan)) {
            if (parents.getOrDefault(node, 0) > 1 && !PlanWalk.below(node).isEmpty()) {
                numbers.put(node, numbers.size() + 1);
            }
        }
    }

    /** The plan's lines, each node above those it stands on. */
    public static String of(RelNode plan) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        plan.explain(new PlanText(out, plan));
        out.flush();
        return text.toString().replaceAll("(?m)^( *(?:\\[\\d+] )?)Logical", "$1").stripTrailing();
    }

    @Override
    protected void explain_(RelNode node, List<Pair<String, Object>> values) {
        StringBuilder line = new StringBuilder();
        spacer.spaces(line);
        Integer number = numbers.get(node);
        if (number != null && !written.add(number)) {
            pw.println(line.append("as [").append(number).append("] above"));
            return;
        }
        if (number != null) {
            line.append('[').append(number).append("] ");
        }
        pw.println(line.append(node.getRelTypeName()).append(attributes(node, values)));
        spacer.add(2);
        PlanWalk.below(node).forEach(child -> child.explain(this));
        spacer.subtract(2);
    }

    private static String attributes(RelNode node, List<Pair<String, Object>> values) {
        List<String> columns = new ArrayList<>();
        node.getInputs().forEach(input -> columns.addAll(input.getRowType().getFieldNames()));
        List<String> attributes = new ArrayList<>();
        for (Pair<String, Object> value : values) {
            if (!(value.right instanceof RelNode)) {
                String text = String.valueOf(withoutPlans(node, value.right));
                attributes.add(value.left + "=[" + named(text, columns) + "]");
            }
        }
        return attributes.isEmpty() ? "" : "(" + String.join(", ", attributes) + ")";
    }

    /** Plans inside an expression stand below the node. */
    private static Object withoutPlans(RelNode node, Object attribute) {
        if (!(attribute instanceof RexNode expression)) {
            return attribute;
        }
        return expression.accept(
                new RexShuttle() {
                    @Override
                    public RexNode visitSubQuery(RexSubQuery query) {
                        return node.getCluster().getRexBuilder().makeLiteral("below");
                    }
                });
    }

    private static String named(String text, List<String> columns) {
        String plain =
                COLUMN.matcher(text)
                        .replaceAll(place -> {
                            int index = Integer.parseInt(place.group(1));
                            String name =
                                    index < columns.size() ? columns.get(index) : place.group();
                            return Matcher.quoteReplacement(name);
                        });
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
