package io.vaultlens.query.result;

import io.vaultlens.collector.catalog.ColumnType;

/**
 * One column of a result, as the bound plan names and types it.
 *
 * @param name the name that KQL gives it; names may differ in letter case alone
 * @param type its KQL type
 */
public record ResultColumn(String name, ColumnType type) {
    /** .NET's name of a type, as clients know it. */
    public static String systemName(ColumnType type) {
        return switch (type) {
            case BOOL -> "System.SByte";
            case INT -> "System.Int32";
            case LONG -> "System.Int64";
            case REAL -> "System.Double";
            case DECIMAL -> "System.Data.SqlTypes.SqlDecimal";
            case STRING -> "System.String";
            case DATETIME -> "System.DateTime";
            case TIMESPAN -> "System.TimeSpan";
            case GUID -> "System.Guid";
            case DYNAMIC -> "System.Object";
        };
    }
}
