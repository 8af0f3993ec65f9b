package io.vaultlens.query.function;

import io.vaultlens.collector.catalog.ColumnType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which type becomes which without being asked. */
public final class Widening {
    private Widening() {}

    /**
     * What it costs to turn one type into another: 0 for nothing to do, negative where only a
     * function call can.
     */
    public static int cost(ColumnType from, ColumnType to) {
        if (from == to) {
            return 0;
        }
        if (from == ColumnType.DYNAMIC) {
            return 10;
        }
        return switch (to) {
            case LONG -> from == ColumnType.INT ? 1 : -1;
            case REAL -> from == ColumnType.INT || from == ColumnType.LONG ? 2 : -1;
            case DECIMAL ->
                    switch (from) {
                        case INT, LONG -> 3;
                        case REAL -> 4;
                        default -> -1;
                    };
            default -> -1;
        };
    }

    /** The cheapest of these types that a value can become; no types means: as it is. */
    public static Optional<ColumnType> target(ColumnType from, List<ColumnType> types) {
        if (types.isEmpty() || types.contains(from)) {
            return Optional.of(from);
        }
        ColumnType best = null;
        for (ColumnType each : types) {
            int cost = cost(from, each);
            if (cost >= 0 && (best == null || cost < cost(from, best))) {
                best = each;
            }
        }
        boolean real = from == ColumnType.DYNAMIC || from == ColumnType.DECIMAL && best == null;
        if (real && types.contains(ColumnType.REAL)) {
            best = ColumnType.REAL;
        }
        return Optional.ofNullable(best);
    }

    /** The narrowest type that all of these can become. */
    public static Optional<ColumnType> common(Collection<ColumnType> types) {
        ColumnType common = null;
        for (ColumnType each : types) {
            if (common == null || cost(common, each) >= 0 && common != ColumnType.DYNAMIC) {
                common = each;
            } else if (each != ColumnType.DYNAMIC && cost(each, common) < 0) {
                return Optional.empty();
            } else if (each == ColumnType.DYNAMIC) {
                common = ColumnType.DYNAMIC;
            }
        }
        return Optional.ofNullable(common);
    }
}
