package io.vaultlens.query.plan;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Goes over rows one by one and remembers what it has seen: KQL's {@code scan}.
 *
 * <p>A row comes out for each step that a row matches. The columns keep their places, those that a
 * step assigns with the step's values; the number of the match and of the step, both from 0, follow
 * as last columns.
 */
public final class Scan extends SingleRel {
    /** The name of the column with the match's number. */
    public static final String MATCH = "_match";

    /** The name of the column with the step's number. */
    public static final String STEP = "_step";

    /** Which of the rows that match a step come out. */
    public enum Output {
        ALL,
        LAST,
        NONE
    }

    /**
     * A column that stands for a value in the state; in the rows it holds the value of an empty
     * state.
     *
     * @param column where it stands among the input's columns
     * @param step the step whose value it is
     * @param source the column of that step's row
     */
    public record View(int column, int step, int source) {}

    /**
     * One step.
     *
     * @param condition when a row matches it
     * @param values what it assigns, by column
     * @param output which of its rows come out
     */
    public record Step(RexNode condition, Map<Integer, RexNode> values, Output output) {
        Step accept(RexShuttle shuttle) {
            Map<Integer, RexNode> changed = new LinkedHashMap<>();
            values.forEach((column, value) -> changed.put(column, shuttle.apply(value)));
            return new Step(shuttle.apply(condition), changed, output);
        }
    }

    private final List<Integer> parts;
    private final int number;
    private final List<View> views;
    private final List<Step> steps;

    /**
     * Goes over rows.
     *
     * @param parts the columns that tell parts apart, each gone over on its own
     * @param number the column with the number of each row in its part, from 1
     * @param views the columns that stand for values in the state
     * @param steps the steps, in order
     */
    public Scan(
            RelOptCluster cluster,
            RelNode input,
            List<Integer> parts,
            int number,
            List<View> views,
            List<Step> steps) {
        super(cluster, cluster.traitSetOf(Convention.NONE), input);
        this.parts = List.copyOf(parts);
        this.number = number;
        this.views = List.copyOf(views);
        this.steps = List.copyOf(steps);
    }

    public List<Integer> parts() {
        return parts;
    }

    public int number() {
        return number;
    }

    public List<View> views() {
        return views;
    }

    public List<Step> steps() {
        return steps;
    }

    /** The columns that any step assigns. */
    public List<Integer> assigned() {
        return steps.stream()
                .flatMap(step -> step.values().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    protected RelDataType deriveRowType() {
        RelDataTypeFactory.Builder fields = KqlTypes.FACTORY.builder();
        fields.addAll(input.getRowType().getFieldList());
        fields.add(MATCH, KqlTypes.notNull(ColumnType.LONG));
        return fields.add(STEP, KqlTypes.notNull(ColumnType.LONG)).build();
    }

    @Override
    public Scan copy(RelTraitSet traits, List<RelNode> inputs) {
        return new Scan(getCluster(), inputs.getFirst(), parts, number, views, steps);
    }

    @Override
    public RelNode accept(RexShuttle shuttle) {
        List<Step> changed = new ArrayList<>();
        steps.forEach(step -> changed.add(step.accept(shuttle)));
        return changed.equals(steps)
                ? this
                : new Scan(getCluster(), input, parts, number, views, changed);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .itemIf("parts", parts, !parts.isEmpty())
                .item("number", number)
                .itemIf("views", views, !views.isEmpty())
                .item("steps", steps);
    }
}
