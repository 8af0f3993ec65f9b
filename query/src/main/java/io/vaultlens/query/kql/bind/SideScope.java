package io.vaultlens.query.kql.bind;

import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/** What names mean in one side of a join's condition: columns only behind the side's name. */
final class SideScope extends RowScope {
    private final String side;
    private final RowScope rows;

    SideScope(Binders binders, String side, RowScope rows) {
        super(binders, rows.environment(), rows.relation().seen(java.util.List.of()));
        this.side = side;
        this.rows = rows;
    }

    @Override
    public Optional<Scope> side(String name) {
        return name.equals(side) ? Optional.of(rows) : Optional.empty();
    }

    @Override
    public org.apache.calcite.rex.RexInputRef lift(RexNode value) {
        return rows.lift(value);
    }
}
