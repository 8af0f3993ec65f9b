package io.vaultlens.query.plan;

import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The limits of KQL's types, told to Calcite: seven digits of a second, decimals of 38 digits.
 *
 * <p>Calcite's own limits cut a moment to milliseconds. The class and its constructor are public
 * because Calcite makes instances by name.
 */
public class KqlTypeSystem extends RelDataTypeSystemImpl {
    /** Digits of a second that a datetime has: ticks of 100 ns. */
    static final int DATETIME_DIGITS = 7;

    static final int DECIMAL_DIGITS = 38;
    static final int DECIMAL_SCALE = 17;

    @Override
    public int getMaxPrecision(SqlTypeName typeName) {
        return switch (typeName) {
            case TIMESTAMP -> DATETIME_DIGITS;
            case DECIMAL -> DECIMAL_DIGITS;
            default -> super.getMaxPrecision(typeName);
        };
    }

    @Override
    public int getDefaultPrecision(SqlTypeName typeName) {
        return switch (typeName) {
            case TIMESTAMP -> DATETIME_DIGITS;
            case DECIMAL -> DECIMAL_DIGITS;
            default -> super.getDefaultPrecision(typeName);
        };
    }

    @Override
    public int getMaxScale(SqlTypeName typeName) {
        return typeName == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getMaxScale(typeName);
    }
}
