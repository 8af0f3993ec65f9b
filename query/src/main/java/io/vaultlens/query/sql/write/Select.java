package io.vaultlens.query.sql.write;

import io.vaultlens.query.engine.Dialect;
import java.util.ArrayList;
import java.util.List;

/**
 * One SELECT while it is put together, clause by clause in the order in which SQL computes them.
 *
 * <p>A node goes into the SELECT of the node below as long as what it adds is computed after what
 * is there; otherwise it gets a SELECT of its own around it. Used by one writer, on one thread.
 */
final class Select {
    /** How far a SELECT is filled. */
    enum Stage {
        /** Columns as they come, perhaps filtered: anything may follow. */
        PLAIN,
        /** Columns as they come, ordered or limited: a projection may follow. */
        ORDERED,
        /** Computed row by row: anything may follow where it pays, see {@link Merge}. */
        EXPRESSED,
        /** Computed: columns may still be picked, anything else needs a SELECT around it. */
        COMPUTED,
        /** Its columns decide how many rows there are: only a SELECT around it may follow. */
        CLOSED
    }

    private final List<String> items;
    private final List<String> names;
    private final String from;
    private final List<String> where;
    private final String tail;
    private final Stage stage;

    private Select(
            List<String> items,
            List<String> names,
            String from,
            List<String> where,
            String tail,
            Stage stage) {
        this.items = List.copyOf(items);
        this.names = List.copyOf(names);
        this.from = from;
        this.where = List.copyOf(where);
        this.tail = tail;
        this.stage = stage;
    }

    /** Plain columns of a source; its text stands after FROM, empty for none. */
    static Select from(String source, List<String> columns, List<String> names) {
        return new Select(columns, names, source, List.of(), "", Stage.PLAIN);
    }

    /** The columns' expressions, for use within this SELECT. */
    List<String> items() {
        return items;
    }

    List<String> names() {
        return names;
    }

    boolean isPlain() {
        return stage == Stage.PLAIN;
    }

    boolean isExpressed() {
        return stage == Stage.EXPRESSED;
    }

    /** Whether new columns may be computed from its own. */
    boolean takesColumns() {
        return stage == Stage.PLAIN || stage == Stage.ORDERED;
    }

    /** Whether its columns may be picked from, renamed and put in another order. */
    boolean takesPicks() {
        return stage != Stage.CLOSED;
    }

    /** What stands after FROM if that is all there is to this SELECT, else nothing. */
    String bareSource() {
        boolean bare = stage == Stage.PLAIN && where.isEmpty() && !from.contains(" JOIN ");
        return bare ? from : "";
    }

    /** Whether a join may follow in its FROM; a query in a condition would be asked after that. */
    boolean takesJoin() {
        return stage == Stage.PLAIN
                && !from.isEmpty()
                && where.stream().noneMatch(each -> each.contains("SELECT "));
    }

    /** With one more condition on the rows that come in. */
    Select where(String condition) {
        List<String> conditions = new ArrayList<>(where);
        conditions.add(condition);
        return new Select(items, names, from, conditions, tail, stage);
    }

    /** With other columns of the same rows; nothing but columns leaves the stage as it is. */
    Select columns(List<String> newItems, List<String> newNames, boolean computed) {
        return columns(newItems, newNames, computed ? Stage.COMPUTED : stage);
    }

    /** With other columns of the same rows. */
    Select columns(List<String> newItems, List<String> newNames, Stage next) {
        return new Select(newItems, newNames, from, where, tail, next);
    }

    /** As the left side of a join: with more after FROM, its conditions kept for the rows after. */
    Select joined(String more, List<String> newItems, List<String> newNames) {
        return new Select(newItems, newNames, from + more, where, tail, stage);
    }

    /** With what follows the conditions: GROUP BY, QUALIFY, ORDER BY, LIMIT. */
    Select tail(String clauses, Stage next) {
        return new Select(items, names, from, where, tail + clauses, next);
    }

    /** The SELECT with its columns under these names. */
    String sql(Dialect dialect, List<String> as) {
        StringBuilder sql = new StringBuilder("SELECT ");
        if (items.isEmpty()) {
            sql.append("1 AS ").append(dialect.identifier("_"));
        }
        for (int i = 0; i < items.size(); i++) {
            // A single row that nobody reads a column of still has to be one.
            String name = dialect.identifier(i < as.size() ? as.get(i) : "_");
            sql.append(i == 0 ? "" : ", ").append(items.get(i));
            sql.append(items.get(i).endsWith("." + name) ? "" : " AS " + name);
        }
        sql.append(from.isEmpty() ? "" : " FROM " + from);
        if (!where.isEmpty()) {
            sql.append(" WHERE ").append(String.join(" AND ", where));
        }
        return sql.append(tail).toString();
    }
}
