package io.vaultlens.collector.store;

import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.Origin;
import io.vaultlens.collector.catalog.TableDef;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Writes parsed rows within a transaction: each record once, and the current state with them. */
public final class HistoryWriter {
    /**
     * What became of rows given to it.
     *
     * @param written rows that are new
     * @param repeated rows that were there already, or came twice
     */
    public record Written(long written, long repeated) {}

    private final Connection connection;
    private final ChunkFunction function;

    HistoryWriter(Connection connection, ChunkFunction function) {
        this.connection = connection;
        this.function = function;
    }

    /**
     * Writes the rows of one table, in the order they were delivered; a row that repeats an older
     * one takes its place.
     *
     * @param arrivedTicks when the rows came in
     */
    public Written write(List<Chunk> chunks, long arrivedTicks) throws SQLException {
        if (chunks.isEmpty()) {
            return new Written(0, 0);
        }
        TableLayout layout = chunks.getFirst().layout();
        long repeated = Selection.dropRepeats(chunks, layout.index("_key"));
        Selection fresh = Selection.kept(chunks);
        CurrentState current = new CurrentState(connection, function, layout);
        long replaced = new Twins(connection, function, layout, current).remove(fresh);
        insert(layout, layout.table().name(), fresh, arrivedTicks, "");
        for (int i = 0; i < layout.table().current().size(); i++) {
            Selection latest = fresh.latest(i);
            String missing = current.makeRoom(i, latest);
            insert(layout, layout.table().currentTable(i), latest, arrivedTicks, missing);
        }
        return new Written(fresh.size() - replaced, repeated + replaced);
    }

    /**
     * Adds rows to a system table whose {@code _key} is not there yet; returns how many were new.
     */
    public long addNew(List<Chunk> chunks, long arrivedTicks) throws SQLException {
        if (chunks.isEmpty()) {
            return 0;
        }
        TableLayout layout = chunks.getFirst().layout();
        Selection.dropRepeats(chunks, layout.index("_key"));
        String name = layout.table().name();
        String missing = " WHERE _key NOT IN (SELECT _key FROM " + StoredColumn.quote(name) + ")";
        return insert(layout, name, Selection.kept(chunks), arrivedTicks, missing);
    }

    private long insert(
            TableLayout layout, String table, Selection rows, long arrivedTicks, String filter)
            throws SQLException {
        if (rows.size() == 0) {
            return 0;
        }
        Set<String> names = new LinkedHashSet<>();
        List<String> values = new ArrayList<>();
        for (ColumnDef column : layout.table().columns()) {
            constant(layout.table(), column)
                    .ifPresent(text -> {
                        names.add(StoredColumn.quote(column.name()));
                        values.add(text);
                    });
        }
        names.add("_arrived");
        values.add(String.valueOf(arrivedTicks));
        int[] used = used(layout, rows, names);
        for (int index : used) {
            StoredColumn column = layout.columns().get(index);
            names.add(column.quoted());
            values.add(cast(column));
        }
        String sql =
                "INSERT INTO %s (%s) SELECT %s FROM records()%s"
                        .formatted(
                                StoredColumn.quote(table),
                                String.join(", ", names),
                                String.join(", ", values),
                                filter);
        return function.run(connection, new Feed(rows, used), sql);
    }

    /** Columns that no row fills are left to their defaults, which costs nothing. */
    private static int[] used(TableLayout layout, Selection rows, Set<String> constants) {
        return IntStream.range(0, layout.columns().size())
                .filter(i -> !constants.contains(layout.columns().get(i).quoted()))
                .filter(i -> !layout.columns().get(i).name().equals("_arrived"))
                .filter(i -> rows.chunks().stream().anyMatch(chunk -> chunk.uses(i)))
                .toArray();
    }

    private static Optional<String> constant(TableDef table, ColumnDef column) {
        if (table.system()) {
            return Optional.empty();
        }
        List<Origin> origins = Origin.parse(column.from());
        if (origins.size() == 1 && origins.getFirst() instanceof Origin.Constant(String text)) {
            return Optional.of("'" + text.replace("'", "''") + "'");
        }
        return Optional.empty();
    }

    private static String cast(StoredColumn column) {
        return switch (column.type()) {
            case GUID, DECIMAL, DYNAMIC -> column.quoted() + "::" + column.sqlType();
            default -> column.quoted();
        };
    }
}
