package io.vaultlens.query.sql.write;

import io.vaultlens.query.engine.Dialect;
import io.vaultlens.query.plan.Latest;
import io.vaultlens.query.plan.TableRead;
import io.vaultlens.query.sql.write.Select.Stage;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;

/** Writes {@link Latest}: by row numbers over a stored table, by a window over anything else. */
final class LatestWriter {
    private final SqlWriter writer;
    private final Dialect dialect;

    LatestWriter(SqlWriter writer, Dialect dialect) {
        this.writer = writer;
        this.dialect = dialect;
    }

    Select write(Latest latest) {
        boolean stored = isStored(latest.getInput()) && !writer.isShared(latest.getInput());
        return stored && dialect.latestForm() == Dialect.LatestForm.ROW_ID
                ? byRowId(latest)
                : byWindow(latest);
    }

    private boolean isStored(RelNode node) {
        return node instanceof TableRead
                || node instanceof Filter filter && filter.getInput() instanceof TableRead;
    }

    /**
     * Finds the rows' numbers first, so that only the winners' other columns are read.
     *
     * <pre>
     * SELECT a.* FROM T a WHERE a.rowid IN (
     *   SELECT coalesce(arg_max(b.rowid, (b.t, b._key)) FILTER (WHERE b.t IS NOT NULL), min(b.rowid))
     *   FROM T b WHERE … GROUP BY b.k)
     * </pre>
     *
     * <p>Within a row value a null counts as the greatest: rows without a value are kept out.
     */
    private Select byRowId(Latest latest) {
        Select all = writer.plain(latest.getInput());
        String row = owner(all) + ".rowid";
        String order = all.items().get(latest.order());
        String function = latest.greatest() ? "arg_max" : "arg_min";
        String rank = latest.tie().isPresent() ? rank(latest, all.items(), order) : order;
        String winner =
                "coalesce(%s(%s, %s) FILTER (WHERE %s IS NOT NULL), min(%s))"
                        .formatted(function, row, rank, order, row);
        Select winners = all.columns(List.of(winner), List.of("row"), true);
        if (!latest.keys().isEmpty()) {
            winners = winners.tail(" GROUP BY " + keys(latest, all.items()), Stage.COMPUTED);
        }
        RelNode read =
                latest.getInput() instanceof Filter filter ? filter.getInput() : latest.getInput();
        Select rows = writer.plain(read);
        String inner = winners.sql(dialect, winners.names());
        return rows.where(owner(rows) + ".rowid IN (" + inner + ")");
    }

    /** A greater key wins among equals, also where the least value is asked for. */
    private static String rank(Latest latest, List<String> items, String order) {
        String tie = items.get(latest.tie().getAsInt());
        return "(" + order + ", " + (latest.greatest() ? tie : "~" + tie) + ")";
    }

    private Select byWindow(Latest latest) {
        List<Integer> named = new ArrayList<>(latest.keys());
        named.add(latest.order());
        latest.tie().ifPresent(named::add);
        Select input = writer.taking(latest.getInput(), named, true);
        String direction = latest.greatest() ? " DESC" : " ASC";
        String order = input.items().get(latest.order()) + direction + " NULLS LAST";
        if (latest.tie().isPresent()) {
            order += ", " + input.items().get(latest.tie().getAsInt()) + " DESC NULLS LAST";
        }
        String keys = keys(latest, input.items());
        String partition = keys.isEmpty() ? "" : "PARTITION BY " + keys + " ";
        String qualify = " QUALIFY row_number() OVER (" + partition + "ORDER BY " + order + ") = 1";
        return input.tail(qualify, Stage.COMPUTED);
    }

    private static String keys(Latest latest, List<String> items) {
        return String.join(", ", latest.keys().stream().map(items::get).toList());
    }

    /** The alias that a stored table's columns are named after. */
    private static String owner(Select select) {
        String column = select.items().getFirst();
        return column.substring(0, column.indexOf('.'));
    }
}
