package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.plan.PlanBuilder;
import io.vaultlens.query.result.FixedRows;
import io.vaultlens.query.result.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexLiteral;

/**
 * Rows that are known before a question is asked, such as those of a command.
 *
 * @param plan the builder of the question's plan
 */
public record GivenRows(PlanBuilder plan) {
    /** The name that the rows have in the text. */
    static final String NAME = "_shown";

    /** The text with the rows' name in the place of what stands before its pipeline. */
    public static String in(String text, int pipeline) {
        String before = text.substring(0, pipeline);
        String blank = before.replaceAll("[^\\r\\n]", " ");
        int at = blank.indexOf(" ".repeat(NAME.length()));
        return blank.substring(0, at)
                + NAME
                + blank.substring(at + NAME.length())
                + text.substring(pipeline);
    }

    /** The rows as a relation. */
    Relation of(FixedRows given) {
        List<String> names = given.columns().stream().map(ResultColumn::name).toList();
        List<ColumnType> types = given.columns().stream().map(ResultColumn::type).toList();
        List<List<RexLiteral>> rows = new ArrayList<>();
        while (given.next()) {
            List<RexLiteral> row = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                row.add(plan.rex().literal(types.get(i), given.value(i)));
            }
            rows.add(row);
        }
        return Relation.of(plan.rows(names, types, rows).build(), names);
    }
}
