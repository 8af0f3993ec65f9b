package io.vaultlens.query.kql.bind;

import io.vaultlens.query.plan.KqlAggregate;
import io.vaultlens.query.plan.KqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** What names mean in the aggregates of a summarize: no columns, only the query's own values. */
final class GroupScope extends RowScope implements Scope.AggregateSink {
    private final RowScope rows;
    private final int keys;
    private final Set<String> keyColumns;
    private final List<AggregateUse> uses = new ArrayList<>();

    /**
     * @param rows the scope of the rows before they are grouped
     * @param keys how many keys the groups have
     * @param keyColumns the columns that are keys as they are
     */
    GroupScope(Binders binders, RowScope rows, int keys, Set<String> keyColumns) {
        super(binders, rows.environment(), rows.relation().seen(List.of()));
        this.rows = rows;
        this.keys = keys;
        this.keyColumns = keyColumns;
    }

    /** The aggregates in the order they were met. */
    List<AggregateUse> uses() {
        return uses;
    }

    @Override
    public Optional<Scope.AggregateSink> aggregates() {
        return Optional.of(this);
    }

    @Override
    public Scope rows() {
        return rows;
    }

    @Override
    public boolean isKey(String column) {
        return keyColumns.contains(column);
    }

    /** The aggregates' values follow the keys in the row of a group. */
    @Override
    public RexNode add(AggregateUse use) {
        int place = uses.indexOf(use);
        if (place < 0) {
            place = uses.size();
            uses.add(use);
        }
        return new RexInputRef(keys + place, KqlTypes.of(use.type()));
    }

    /** The aggregate function of a use. */
    static KqlAggregate function(AggregateUse use) {
        return new KqlAggregate(use.name(), KqlTypes.of(use.type()), use.core(), use.finish());
    }
}
