package io.vaultlens.query.plan;

import io.vaultlens.collector.catalog.ColumnType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.type.BasicSqlType;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * KQL's ten types in the algebra, and the way back.
 *
 * <p>A text is never null, all other values may be; {@link #notNull} says where a value cannot be.
 */
public final class KqlTypes {
    /** The one type factory of the query room; safe for all threads. */
    public static final RelDataTypeFactory FACTORY = new Factory(new KqlTypeSystem());

    private static final List<RelDataType> NULLABLE = all(true);
    private static final List<RelDataType> NOT_NULL = all(false);

    private KqlTypes() {}

    /** The algebra's type for values of a KQL type that may be null; a text may not. */
    public static RelDataType of(ColumnType type) {
        return type == ColumnType.STRING ? notNull(type) : NULLABLE.get(type.ordinal());
    }

    /** The algebra's type for values of a KQL type that cannot be null. */
    public static RelDataType notNull(ColumnType type) {
        return NOT_NULL.get(type.ordinal());
    }

    /** The algebra's type for values that may be null, texts too: the far side of an outer join. */
    public static RelDataType nullable(ColumnType type) {
        return NULLABLE.get(type.ordinal());
    }

    /** The KQL type that a type of the algebra stands for. */
    public static ColumnType columnType(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case BOOLEAN -> ColumnType.BOOL;
            case INTEGER -> ColumnType.INT;
            case BIGINT -> type instanceof TimespanType ? ColumnType.TIMESPAN : ColumnType.LONG;
            case DOUBLE -> ColumnType.REAL;
            case DECIMAL -> ColumnType.DECIMAL;
            case CHAR, VARCHAR -> ColumnType.STRING;
            case TIMESTAMP -> ColumnType.DATETIME;
            case UUID -> ColumnType.GUID;
            case VARIANT -> ColumnType.DYNAMIC;
            default -> throw new IllegalArgumentException(type + " is no type of KQL");
        };
    }

    private static List<RelDataType> all(boolean nullable) {
        List<RelDataType> types = new ArrayList<>();
        for (ColumnType type : ColumnType.values()) {
            types.add(FACTORY.createTypeWithNullability(create(type), nullable));
        }
        return List.copyOf(types);
    }

    private static RelDataType create(ColumnType type) {
        return switch (type) {
            case BOOL -> FACTORY.createSqlType(SqlTypeName.BOOLEAN);
            case INT -> FACTORY.createSqlType(SqlTypeName.INTEGER);
            case LONG -> FACTORY.createSqlType(SqlTypeName.BIGINT);
            case REAL -> FACTORY.createSqlType(SqlTypeName.DOUBLE);
            case DECIMAL ->
                    FACTORY.createSqlType(
                            SqlTypeName.DECIMAL,
                            KqlTypeSystem.DECIMAL_DIGITS,
                            KqlTypeSystem.DECIMAL_SCALE);
            case STRING -> FACTORY.createSqlType(SqlTypeName.VARCHAR);
            case DATETIME ->
                    FACTORY.createSqlType(SqlTypeName.TIMESTAMP, KqlTypeSystem.DATETIME_DIGITS);
            case TIMESPAN -> new TimespanType(FACTORY.getTypeSystem(), false);
            case GUID -> FACTORY.createSqlType(SqlTypeName.UUID);
            case DYNAMIC -> FACTORY.createSqlType(SqlTypeName.VARIANT);
        };
    }

    /** A length of time: ticks, and so a BIGINT to Calcite, but never the same type as a long. */
    private static final class TimespanType extends BasicSqlType {
        private static final long serialVersionUID = 1L;

        TimespanType(RelDataTypeSystem system, boolean nullable) {
            super(system, SqlTypeName.BIGINT, nullable);
            computeDigest();
        }

        @Override
        public BasicSqlType createWithNullability(boolean nullable) {
            return nullable == isNullable() ? this : new TimespanType(typeSystem, nullable);
        }

        @Override
        protected void generateTypeString(StringBuilder builder, boolean withDetail) {
            builder.append("TIMESPAN");
        }
    }

    /** Types of KQL meet in the same type, a long where one is an int, or not at all. */
    private static final class Factory extends SqlTypeFactoryImpl {
        Factory(RelDataTypeSystem system) {
            super(system);
        }

        @Override
        public Charset getDefaultCharset() {
            return StandardCharsets.UTF_8;
        }

        @Override
        public RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
            if (types.getFirst().isStruct()) {
                return super.leastRestrictive(types, rule);
            }
            boolean nullable = types.stream().anyMatch(RelDataType::isNullable);
            ColumnType meeting = columnType(types.getFirst());
            for (RelDataType type : types) {
                ColumnType other = columnType(type);
                if (other == ColumnType.LONG && meeting == ColumnType.INT) {
                    meeting = other;
                } else if (other != meeting
                        && !(other == ColumnType.INT && meeting == ColumnType.LONG)) {
                    return null;
                }
            }
            return nullable ? KqlTypes.nullable(meeting) : notNull(meeting);
        }
    }
}
