package io.vaultlens.query.kql.bind;

import io.vaultlens.query.plan.Scan.View;
import io.vaultlens.query.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexNode;

/**
 * What names mean in the steps of a scan: columns of the row, and behind a step's name those of the
 * row that the step saw last.
 */
final class ScanScope extends RowScope {
    private final Binders binders;
    private final List<String> steps;
    private final Set<Integer> declared;
    private final List<View> views = new ArrayList<>();
    private int step;
    private Span place;

    /**
     * @param rows the rows with the columns that the steps assign
     * @param declared the columns among them that hold what an empty state begins with
     * @param steps the steps' names
     */
    ScanScope(Binders binders, RowScope rows, Set<Integer> declared, List<String> steps) {
        super(binders, rows.environment(), rows.relation());
        this.binders = binders;
        this.declared = declared;
        this.steps = steps;
        this.place = new Span(0, 0);
    }

    /** From here on names are those of this step, which stands at this place. */
    void enter(int number, Span span) {
        step = number;
        place = span;
    }

    /** The columns that stand for values in the state. */
    List<View> views() {
        return views;
    }

    @Override
    public Optional<Scope> side(String name) {
        int other = steps.indexOf(name);
        if (other < 0 || relation().field(name).isPresent()) {
            return Optional.empty();
        }
        if (other > step) {
            throw binders.error(
                    place,
                    "the step '%s' sees only itself and the steps before it, not '%s'"
                            .formatted(steps.get(step), name));
        }
        return Optional.of(new StateScope(other));
    }

    private RexNode view(int other, int source) {
        for (View view : views) {
            if (view.step() == other && view.source() == source) {
                return relation().ref(view.column());
            }
        }
        RexNode row = relation().ref(source);
        RexNode empty =
                declared.contains(source)
                        ? row
                        : binders.plan().rex().literal(Binding.type(row), null);
        View view = new View(copy(empty).getIndex(), other, source);
        views.add(view);
        return relation().ref(view.column());
    }

    /** The columns of one step's row in the state. */
    private final class StateScope extends RowScope {
        private final int other;

        StateScope(int other) {
            super(binders, ScanScope.this.environment(), ScanScope.this.relation());
            this.other = other;
        }

        @Override
        public Optional<RexNode> name(String name) {
            return ScanScope.this.relation().field(name).map(field -> view(other, field.index()));
        }
    }
}
