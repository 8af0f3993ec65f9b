package io.vaultlens.query.sql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.plan.KqlTypeSystem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** SQL's types while a text is validated, and the types of the plan that they stand for. */
final class SqlTypes {
    /** The type factory of validation; safe for all threads. */
    static final RelDataTypeFactory FACTORY =
            new SqlTypeFactoryImpl(new SqlTypeSystem()) {
                @Override
                public Charset getDefaultCharset() {
                    return StandardCharsets.UTF_8;
                }
            };

    private SqlTypes() {}

    /** SQL's limits are the plan's; sums and means do not lose digits. */
    public static final class SqlTypeSystem extends KqlTypeSystem {
        @Override
        public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
            SqlTypeName sum =
                    switch (argument.getSqlTypeName()) {
                        case TINYINT, SMALLINT, INTEGER, BIGINT -> SqlTypeName.BIGINT;
                        case FLOAT, REAL, DOUBLE -> SqlTypeName.DOUBLE;
                        default -> null;
                    };
            return sum == null
                    ? argument
                    : factory.createTypeWithNullability(
                            factory.createSqlType(sum), argument.isNullable());
        }

        @Override
        public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
            return SqlTypeUtil.isNumeric(argument)
                    ? factory.createTypeWithNullability(
                            factory.createSqlType(SqlTypeName.DOUBLE), argument.isNullable())
                    : argument;
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
            return true;
        }
    }

    /** SQL's type for values of a KQL type. */
    static RelDataType of(ColumnType type, boolean nullable) {
        return FACTORY.createTypeWithNullability(
                switch (type) {
                    case BOOL -> FACTORY.createSqlType(SqlTypeName.BOOLEAN);
                    case INT -> FACTORY.createSqlType(SqlTypeName.INTEGER);
                    case LONG -> FACTORY.createSqlType(SqlTypeName.BIGINT);
                    case REAL -> FACTORY.createSqlType(SqlTypeName.DOUBLE);
                    case DECIMAL -> FACTORY.createSqlType(SqlTypeName.DECIMAL, 38, 17);
                    case STRING -> FACTORY.createSqlType(SqlTypeName.VARCHAR);
                    case DATETIME -> FACTORY.createSqlType(SqlTypeName.TIMESTAMP, 7);
                    case TIMESPAN -> FACTORY.createSqlIntervalType(DAYS_TO_SECONDS);
                    case GUID -> FACTORY.createSqlType(SqlTypeName.UUID);
                    case DYNAMIC -> FACTORY.createSqlType(SqlTypeName.VARIANT);
                },
                nullable);
    }

    /** An array whose elements may be anything. */
    static final RelDataType ARRAY =
            FACTORY.createTypeWithNullability(
                    FACTORY.createArrayType(of(ColumnType.DYNAMIC, true), -1), true);

    /** Lengths of time, whatever their units. */
    static final SqlIntervalQualifier DAYS_TO_SECONDS =
            new SqlIntervalQualifier(TimeUnit.DAY, TimeUnit.SECOND, SqlParserPos.ZERO);

    /** The KQL type that SQL's type stands for; empty where there is none. */
    static Optional<ColumnType> columnType(RelDataType type) {
        return Optional.ofNullable(
                switch (type.getSqlTypeName()) {
                    case BOOLEAN -> ColumnType.BOOL;
                    case TINYINT, SMALLINT, INTEGER -> ColumnType.INT;
                    case BIGINT -> ColumnType.LONG;
                    case FLOAT, REAL, DOUBLE -> ColumnType.REAL;
                    case DECIMAL -> ColumnType.DECIMAL;
                    case CHAR, VARCHAR -> ColumnType.STRING;
                    case DATE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> ColumnType.DATETIME;
                    case UUID -> ColumnType.GUID;
                    case VARIANT, NULL, ARRAY -> ColumnType.DYNAMIC;
                    default -> interval(type);
                });
    }

    private static ColumnType interval(RelDataType type) {
        if (isMonths(type)) {
            return ColumnType.LONG;
        }
        return SqlTypeName.DAY_INTERVAL_TYPES.contains(type.getSqlTypeName())
                ? ColumnType.TIMESPAN
                : null;
    }

    /** Whether it is a number of months or years, which is no fixed length of time. */
    static boolean isMonths(RelDataType type) {
        return SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName());
    }
}
