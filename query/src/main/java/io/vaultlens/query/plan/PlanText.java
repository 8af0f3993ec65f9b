package io.vaultlens.query.plan;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.externalize.RelWriterImpl;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.util.Pair;

/** Writes a plan for people: one line for each node, columns by their names. */
public final class PlanText extends RelWriterImpl {
    private static final Pattern COLUMN = Pattern.compile("\\$(\\d+)");

    private static final int LONGEST = 240;

    private PlanText(PrintWriter out) {
        super(out, SqlExplainLevel.EXPPLAN_ATTRIBUTES, false);
    }

    /** The plan's lines, each node above those it stands on. */
    public static String of(RelNode plan) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        plan.explain(new PlanText(out));
        out.flush();
        return text.toString().replaceAll("(?m)^( *)Logical", "$1").stripTrailing();
    }

    @Override
    protected void explain_(RelNode node, List<Pair<String, Object>> values) {
        List<String> columns = new ArrayList<>();
        node.getInputs().forEach(input -> columns.addAll(input.getRowType().getFieldNames()));
        List<Pair<String, Object>> named = new ArrayList<>();
        for (Pair<String, Object> value : values) {
            boolean input = value.right instanceof RelNode;
            named.add(
                    input
                            ? value
                            : Pair.of(value.left, named(String.valueOf(value.right), columns)));
        }
        super.explain_(node, named);
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
