package io.vaultlens.query.sql.write;

import io.vaultlens.query.engine.Dialect;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.plan.Series;
import io.vaultlens.query.plan.TableRead;
import io.vaultlens.query.sql.write.Select.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexLiteral;

/** Writes what has no node below it: stored tables, rows that the text holds, series. */
final class LeafWriter {
    /**
     * The column of {@link #number numbered} rows: twice the row's number in its half of the
     * history, and 1 more in the second half.
     */
    static final String ROW = "_row";

    private final SqlWriter writer;
    private final Dialect dialect;
    private final Set<TableRead> numbered = new HashSet<>();

    LeafWriter(SqlWriter writer, Dialect dialect) {
        this.writer = writer;
        this.dialect = dialect;
    }

    /**
     * A stored table. Of a history in two tables only the columns that are read are named: its
     * view, which has all of them, takes the engine milliseconds to bind.
     */
    Select read(TableRead read) {
        List<String> names = Names.of(read);
        List<String> tables = read.storedTables();
        if (tables.size() == 1) {
            return writer.source(dialect.identifier(tables.getFirst()), names);
        }
        List<String> halves = new ArrayList<>();
        for (String table : tables) {
            List<String> items = new ArrayList<>(names.stream().map(dialect::identifier).toList());
            if (numbered.contains(read)) {
                items.add("rowid * 2 + " + halves.size() + " AS " + ROW);
            }
            if (items.isEmpty()) {
                items.add("1 AS " + dialect.identifier("_"));
            }
            halves.add("SELECT " + String.join(", ", items) + " FROM " + dialect.identifier(table));
        }
        return writer.source("(" + String.join(" UNION ALL ", halves) + ")", names);
    }

    /** From here on the rows of a history in two tables have numbers. */
    void number(TableRead read) {
        numbered.add(read);
    }

    /** Rows that the text holds. */
    Select values(Values values) {
        List<String> names = Names.of(values);
        if (values.getTuples().isEmpty()) {
            List<String> nulls = new ArrayList<>();
            for (RelDataTypeField field : values.getRowType().getFieldList()) {
                nulls.add(dialect.literal(KqlTypes.columnType(field.getType()), null));
            }
            return constants(nulls, names).where("false");
        }
        List<String> rows = new ArrayList<>();
        for (List<RexLiteral> tuple : values.getTuples()) {
            List<String> cells =
                    tuple.stream().map(writer.expressions(List.of())::literal).toList();
            if (values.getTuples().size() == 1) {
                return constants(cells, names);
            }
            rows.add("(" + String.join(", ", cells) + ")");
        }
        String alias = writer.nextAlias();
        String list = String.join(", ", names.stream().map(dialect::identifier).toList());
        String from = "(VALUES %s) AS %s(%s)".formatted(String.join(", ", rows), alias, list);
        return Select.from(from, writer.qualified(alias, names), names);
    }

    /** A literal 3 would be the third column in GROUP BY or ORDER BY: they get a SELECT around. */
    private static Select constants(List<String> cells, List<String> names) {
        return Select.from("", cells, names).tail("", Stage.ORDERED);
    }

    /** Steps from 0 on. */
    Select series(Series series) {
        String count = writer.expressions(List.of()).closed(series.count());
        String list = "SELECT unnest(range(" + count + ")) AS " + dialect.identifier(Series.STEP);
        return writer.source("(" + list + ")", Names.of(series));
    }
}
