package io.vaultlens.query.sql.write;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.plan.KqlTypes;
import org.apache.calcite.rel.type.RelDataType;

/** Writes the keys of an ORDER BY, with the place of nulls always said. */
final class SortKeys {
    private SortKeys() {}

    /**
     * One key. NaN stands beside null, whichever end that is; where an engine takes it for the
     * greatest number, that is so by itself in half of the cases.
     */
    static String key(String value, RelDataType type, boolean descending, boolean nullsFirst) {
        String key = order(value, descending, nullsFirst);
        boolean isReal = KqlTypes.columnType(type) == ColumnType.REAL;
        return isReal && descending != nullsFirst
                ? order("isnan(" + value + ")", nullsFirst, nullsFirst) + ", " + key
                : key;
    }

    private static String order(String value, boolean descending, boolean nullsFirst) {
        return value
                + (descending ? " DESC" : " ASC")
                + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }
}
