package io.vaultlens.collector.mapping;

import io.vaultlens.collector.catalog.ColumnDef;
import io.vaultlens.collector.catalog.Making;
import io.vaultlens.collector.catalog.Origin;
import io.vaultlens.collector.catalog.TableDef;
import io.vaultlens.collector.store.StoreException;
import io.vaultlens.collector.store.TableLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How records become rows of one table: which field fills which column.
 *
 * <p>A column is filled by the fields its {@code from} names and, as a last resort, by a field of
 * the record itself that has the column's name: that is how a workspace's data export writes rows.
 * Unchangeable; any thread may use it.
 */
final class TablePlan {
    private final TableLayout layout;
    private final FieldTable fields = new FieldTable();
    private final List<ColumnPlan> columns = new ArrayList<>();
    private final List<int[]> columnsOf = new ArrayList<>();
    private final Map<Integer, String> constants = new LinkedHashMap<>();
    private final List<Integer> bagFields = new ArrayList<>();
    private final int categoryField;
    private final boolean fromCategory;
    private int bagColumn = -1;
    private Optional<ColumnPlan> time = Optional.empty();

    TablePlan(TableDef table) {
        layout = new TableLayout(table);
        for (ColumnDef column : table.columns()) {
            add(column);
        }
        if (bagColumn < 0) {
            bagColumn = layout.index(TableLayout.HIDDEN_BAG);
        }
        fromCategory = !table.categories().isEmpty();
        if (time.isEmpty() && !table.resources()) {
            throw new StoreException("table " + table.name() + " has no column TimeGenerated");
        }
        // The envelope's own fields are used up even where no column shows them.
        fields.add(Tokens.TOP, "time");
        fields.add(Tokens.TOP, "resourceId");
        categoryField = fields.add(Tokens.TOP, "category");
        for (int field = 0; field < fields.size(); field++) {
            columnsOf.add(columnsOf(field, columns));
        }
    }

    private static int[] columnsOf(int field, List<ColumnPlan> columns) {
        return IntStream.range(0, columns.size())
                .filter(i -> IntStream.of(columns.get(i).fields()).anyMatch(each -> each == field))
                .toArray();
    }

    private void add(ColumnDef column) {
        List<Integer> numbers = new ArrayList<>();
        Optional<Making> making = Optional.empty();
        for (Origin origin : Origin.parse(column.from())) {
            switch (origin) {
                case Origin.Field(var path) -> numbers.add(field(path));
                case Origin.Made(Making what, var path) -> {
                    numbers.add(field(path));
                    making = Optional.of(what);
                }
                case Origin.Constant(String text) ->
                        constants.put(fields.add(Tokens.TOP, column.name()), text);
                case Origin.Rest(var path) -> {
                    bagColumn = layout.index(column.name());
                    bagFields.add(field(path));
                    bagFields.add(fields.add(Tokens.TOP, column.name()));
                }
            }
        }
        if (making.filter(Making::ofResource).isPresent()) {
            // A data export carries only what was made of the resource id.
            numbers.add(fields.add(Tokens.TOP, "_ResourceId"));
        }
        int named = fields.add(Tokens.TOP, column.name());
        if (constants.containsKey(named) || bagColumn == layout.index(column.name())) {
            return;
        }
        if (!numbers.contains(named)) {
            numbers.add(named);
        }
        int[] preferred = numbers.stream().mapToInt(Integer::intValue).toArray();
        int index = layout.index(column.name());
        columns.add(new ColumnPlan(index, column.name(), column.type(), preferred, making));
        if (column.name().equals("TimeGenerated")) {
            time = Optional.of(columns.getLast());
        }
    }

    private int field(List<String> path) {
        if (path.size() == 1) {
            return fields.add(Tokens.TOP, path.getFirst());
        }
        if (path.size() == 2 && path.getFirst().equalsIgnoreCase("properties")) {
            return fields.add(Tokens.PROPERTIES, path.getLast());
        }
        throw new StoreException(
                "table "
                        + layout.table().name()
                        + ": '"
                        + String.join(".", path)
                        + "' is no place a column can be filled from; expected a field of the record or"
                        + " of its properties");
    }

    TableLayout layout() {
        return layout;
    }

    FieldTable fields() {
        return fields;
    }

    List<ColumnPlan> columns() {
        return columns;
    }

    /** The columns that a field may fill, as places in {@link #columns}. */
    int[] columnsOf(int field) {
        return columnsOf.get(field);
    }

    /**
     * The text that every row has in the column named like this field; empty where there is none.
     */
    Map<Integer, String> constants() {
        return constants;
    }

    int bagColumn() {
        return bagColumn;
    }

    /** The fields whose object is the bag that unknown fields join, the preferred one first. */
    List<Integer> bagFields() {
        return bagFields;
    }

    /** The field with the category. */
    int categoryField() {
        return categoryField;
    }

    /** The column that shows the category; -1 where rows have none of their own. */
    int categoryColumn() {
        boolean shown = fromCategory && layout.table().column("Category").isPresent();
        return shown ? layout.index("Category") : -1;
    }

    /** A category in the letters that the table declares. */
    byte[] spelled(String category) {
        return layout.table().categories().stream()
                .filter(category::equalsIgnoreCase)
                .findFirst()
                .orElse(layout.table().name())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether records name the table by their category. */
    boolean fromCategory() {
        return fromCategory;
    }

    /** The column that says when the record was written; none where rows stand for no moment. */
    Optional<ColumnPlan> time() {
        return time;
    }
}
