package io.vaultlens.query.kql.bind;

import io.vaultlens.query.plan.KqlRex;
import io.vaultlens.query.plan.PlanBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Rows at one place of a query: a plan, and what of its columns the query can see.
 *
 * <p>The plan may have further columns, which no name finds: those that the order needs, the
 * record's key, those that tell the parts of a partition apart. They are carried along.
 *
 * @param node the plan
 * @param fields the columns in sight, in order
 * @param order the order the rows are in, over all columns of the plan; empty where none is known
 * @param tie the column that breaks ties among a record's states; empty where there is none
 * @param parts what a partition holds apart; empty outside one
 */
record Relation(
        RelNode node,
        List<Field> fields,
        List<RelFieldCollation> order,
        OptionalInt tie,
        Optional<Parts> parts) {
    /** A column in sight: its name, exactly, and its place in the plan. */
    record Field(String name, int index) {}

    /**
     * What a partition holds apart.
     *
     * @param keys the columns that tell the parts apart
     * @param carried columns of the row that a part was made from, the same in all of the part
     */
    record Parts(List<Integer> keys, List<Integer> carried) {}

    Relation {
        fields = List.copyOf(fields);
        order = List.copyOf(order);
    }

    /** Rows in no order whose columns are all in sight under the plan's own names. */
    static Relation of(RelNode node) {
        return of(node, node.getRowType().getFieldNames());
    }

    /** Rows in no order; the first columns of the plan are in sight under these names. */
    static Relation of(RelNode node, List<String> names) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fields.add(new Field(names.get(i), i));
        }
        return new Relation(node, fields, List.of(), OptionalInt.empty(), Optional.empty());
    }

    /** An order by a column that is never null. */
    static RelFieldCollation ascending(int column) {
        return new RelFieldCollation(column, Direction.ASCENDING, NullDirection.LAST);
    }

    List<String> names() {
        return fields.stream().map(Field::name).toList();
    }

    /** The column with exactly this name. */
    Optional<Field> field(String name) {
        for (Field field : fields) {
            if (field.name.equals(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** The value of a column of the plan. */
    RexInputRef ref(int index) {
        return RexInputRef.of(index, node.getRowType());
    }

    RexInputRef ref(Field field) {
        return ref(field.index);
    }

    RelDataType type(int index) {
        return node.getRowType().getFieldList().get(index).getType();
    }

    int width() {
        return node.getRowType().getFieldCount();
    }

    /** The columns in sight with their values. */
    List<Scope.Column> columns() {
        return fields.stream().map(field -> new Scope.Column(field.name, ref(field))).toList();
    }

    /** The same rows over another plan whose columns begin with this one's. */
    Relation over(RelNode other) {
        return new Relation(other, fields, order, tie, parts);
    }

    Relation ordered(List<RelFieldCollation> other) {
        return new Relation(node, fields, other, tie, parts);
    }

    Relation seen(List<Field> other) {
        return new Relation(node, other, order, tie, parts);
    }

    Relation parted(Optional<Parts> other) {
        return new Relation(node, fields, order, tie, other);
    }

    /** The same rows with one more column, out of sight at the plan's end. */
    Relation with(KqlRex rex, String name, RexNode value) {
        List<RexNode> values = new ArrayList<>();
        List<String> names = new ArrayList<>(node.getRowType().getFieldNames());
        for (int i = 0; i < width(); i++) {
            values.add(ref(i));
        }
        values.add(within(rex, value));
        names.add(name);
        return over(LogicalProject.create(node, List.of(), values, names, Set.of()));
    }

    /** Exactly these columns in sight; those out of sight that are needed are carried along. */
    Relation project(PlanBuilder plan, List<Scope.Column> columns) {
        List<RexNode> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Field> seen = new ArrayList<>();
        Map<Integer, Integer> places = new HashMap<>();
        for (Scope.Column column : columns) {
            if (column.value() instanceof RexInputRef ref) {
                places.putIfAbsent(ref.getIndex(), values.size());
            }
            seen.add(new Field(column.name(), values.size()));
            values.add(within(plan.rex(), column.value()));
            names.add(column.name());
        }
        for (int index : hidden()) {
            if (places.putIfAbsent(index, values.size()) == null) {
                values.add(ref(index));
                names.add(node.getRowType().getFieldNames().get(index));
            }
        }
        RelNode projected = LogicalProject.create(node, List.of(), values, names, Set.of());
        return new Relation(
                projected, seen, moved(order, places), moved(tie, places), moved(parts, places));
    }

    private Set<Integer> hidden() {
        Set<Integer> hidden = new LinkedHashSet<>();
        order.forEach(key -> hidden.add(key.getFieldIndex()));
        tie.ifPresent(hidden::add);
        parts.ifPresent(apart -> {
            hidden.addAll(apart.keys);
            hidden.addAll(apart.carried);
        });
        return hidden;
    }

    /** Window functions look at the rows of their part alone. */
    private RexNode within(KqlRex rex, RexNode value) {
        return parts.map(apart -> new WindowParts(rex, refs(apart.keys)).apply(value))
                .orElse(value);
    }

    private List<RexNode> refs(List<Integer> indexes) {
        return indexes.stream().map(index -> (RexNode) ref(index)).toList();
    }

    private static List<RelFieldCollation> moved(
            List<RelFieldCollation> order, Map<Integer, Integer> places) {
        return order.stream()
                .map(key -> key.withFieldIndex(places.get(key.getFieldIndex())))
                .toList();
    }

    private static OptionalInt moved(OptionalInt tie, Map<Integer, Integer> places) {
        return tie.isPresent() ? OptionalInt.of(places.get(tie.getAsInt())) : tie;
    }

    private static Optional<Parts> moved(Optional<Parts> parts, Map<Integer, Integer> places) {
        return parts.map(apart ->
                new Parts(
                        apart.keys.stream().map(places::get).toList(),
                        apart.carried.stream().map(places::get).toList()));
    }
}
