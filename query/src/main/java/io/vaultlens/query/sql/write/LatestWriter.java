package io.vaultlens.query.sql.write;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.engine.Dialect;
import io.vaultlens.query.plan.KqlTypes;
import io.vaultlens.query.plan.Latest;
import io.vaultlens.query.plan.TableRead;
import io.vaultlens.query.sql.write.Select.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Writes {@link Latest}: by row numbers over a stored table; over anything else by groups where few
 * columns are asked for, by a window where many are.
 */
final class LatestWriter {
    private static final int MOST_GROUPED = 2;

    private final SqlWriter writer;
    private final Dialect dialect;

    LatestWriter(SqlWriter writer, Dialect dialect) {
        this.writer = writer;
        this.dialect = dialect;
    }

    Select write(Latest latest) {
        if (dialect.latestForm() == Dialect.LatestForm.WINDOW) {
            return byWindow(latest);
        }
        Optional<TableRead> read =
                writer.isShared(latest.getInput()) ? Optional.empty() : stored(latest.getInput());
        if (read.isPresent() && read.get().storedTables().size() == 1) {
            return byRowId(latest, read.get());
        }
        // What is written apart cannot name a row that stands outside.
        if (read.isPresent() && RelOptUtil.getVariablesUsed(latest).isEmpty()) {
            return byHalves(latest, read.get());
        }
        return isSmall(latest) ? byGroups(latest) : byWindow(latest);
    }

    private static Optional<TableRead> stored(RelNode node) {
        RelNode below = node instanceof Filter filter ? filter.getInput() : node;
        return below instanceof TableRead read ? Optional.of(read) : Optional.empty();
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
    private Select byRowId(Latest latest, TableRead read) {
        Select rows = writer.plain(read);
        return rows.where(owner(rows) + ".rowid IN (" + winners(latest, "rowid") + ")");
    }

    /**
     * The same for a history that lies in two tables, of which each gives its winners.
     *
     * <pre>
     * (WITH winners AS MATERIALIZED (SELECT … AS row FROM T …)
     *  SELECT a.* FROM T_past a WHERE a.rowid IN (SELECT row // 2 FROM winners WHERE row % 2 = 0)
     *  UNION ALL
     *  SELECT b.* FROM T_current b WHERE b.rowid IN (SELECT row // 2 FROM winners WHERE row % 2 = 1))
     * </pre>
     */
    private Select byHalves(Latest latest, TableRead read) {
        writer.leaves().number(read);
        List<String> names = Names.of(read);
        List<String> halves = new ArrayList<>();
        for (String table : read.storedTables()) {
            Select half = writer.source(dialect.identifier(table), names);
            String own =
                    "%s.rowid IN (SELECT row // 2 FROM winners WHERE row %% 2 = %d)"
                            .formatted(owner(half), halves.size());
            halves.add(half.where(own).sql(dialect, names));
        }
        String rows =
                "(WITH winners AS MATERIALIZED (%s) %s)"
                        .formatted(
                                winners(latest, LeafWriter.ROW),
                                String.join(" UNION ALL ", halves));
        return writer.source(rows, names);
    }

    /** The query for the number of each group's latest row, in a column {@code row}. */
    private String winners(Latest latest, String number) {
        Select all = writer.plain(latest.getInput());
        String row = owner(all) + "." + number;
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
        return winners.sql(dialect, winners.names());
    }

    /** A greater key wins among equals, also where the least value is asked for. */
    private static String rank(Latest latest, List<String> items, String order) {
        String tie = items.get(latest.tie().getAsInt());
        return "(" + order + ", " + (latest.greatest() ? tie : "~" + tie) + ")";
    }

    /** Whether groups are quicker: each further column costs a comparison of every row. */
    private static boolean isSmall(Latest latest) {
        List<RelDataTypeField> columns = latest.getRowType().getFieldList();
        ColumnType order = KqlTypes.columnType(columns.get(latest.order()).getType());
        int known = latest.keys().size() + (latest.keys().contains(latest.order()) ? 0 : 1) + 1;
        return order == ColumnType.DATETIME
                && latest.tie().isPresent()
                && !latest.keys().isEmpty()
                && columns.size() - known <= MOST_GROUPED;
    }

    /**
     * Takes each column from the row that ranks first; sorting whole rows takes thrice as long.
     *
     * <pre>
     * SELECT k, max(t), arg_max_null(a, coalesce(t, -1)::HUGEINT * 2^64 + _key) FROM … GROUP BY k
     * </pre>
     *
     * <p>Time and tie are 64 bits each and make one number of 128, which compares as the pair does.
     */
    private Select byGroups(Latest latest) {
        Select input = writer.taking(latest.getInput(), allOf(latest), true);
        String order = input.items().get(latest.order());
        String tie = input.items().get(latest.tie().getAsInt());
        boolean greatest = latest.greatest();
        String rank =
                "coalesce(%s, %s)::HUGEINT * 18446744073709551616 + %s"
                        .formatted(
                                order,
                                greatest ? "-1" : "4611686018427387903",
                                greatest ? tie : "~" + tie);
        List<String> items = new ArrayList<>();
        for (int column = 0; column < input.items().size(); column++) {
            String item = input.items().get(column);
            if (latest.keys().contains(column)) {
                items.add(item);
            } else if (column == latest.order()) {
                items.add((greatest ? "max(" : "min(") + item + ")");
            } else {
                items.add(
                        "%s(%s, %s)"
                                .formatted(greatest ? "arg_max_null" : "arg_min_null", item, rank));
            }
        }
        return input.columns(items, input.names(), true)
                .tail(" GROUP BY " + keys(latest, input.items()), Stage.COMPUTED);
    }

    private static List<Integer> allOf(Latest latest) {
        return IntStream.range(0, latest.getRowType().getFieldCount()).boxed().toList();
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
