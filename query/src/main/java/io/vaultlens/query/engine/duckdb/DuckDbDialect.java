package io.vaultlens.query.engine.duckdb;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.engine.Dialect;
import io.vaultlens.query.plan.KqlAggregate;
import io.vaultlens.query.plan.KqlOperator;
import java.math.BigDecimal;
import java.util.List;

/** DuckDB's spelling: datetimes and timespans are BIGINT ticks, dynamics JSON. */
public final class DuckDbDialect implements Dialect {
    @Override
    public String type(ColumnType type) {
        return switch (type) {
            case BOOL -> "BOOLEAN";
            case INT -> "INTEGER";
            case LONG, DATETIME, TIMESPAN -> "BIGINT";
            case REAL -> "DOUBLE";
            case DECIMAL -> "DECIMAL(38,17)";
            case STRING -> "VARCHAR";
            case GUID -> "UUID";
            case DYNAMIC -> "JSON";
        };
    }

    @Override
    public String literal(ColumnType type, Object value) {
        if (value == null) {
            return "CAST(NULL AS " + type(type) + ")";
        }
        return switch (type) {
            case BOOL -> value.toString();
            case INT -> integer((int) value);
            case LONG, DATETIME, TIMESPAN -> bigint((long) value);
            case REAL -> real((double) value);
            case DECIMAL -> "'" + ((BigDecimal) value).toPlainString() + "'::DECIMAL(38,17)";
            case STRING -> text((String) value);
            case GUID -> "'" + value + "'::UUID";
            case DYNAMIC -> text((String) value) + "::JSON";
        };
    }

    @Override
    public String call(KqlOperator operator, List<String> operands) {
        return operator.spelling().print(operands);
    }

    @Override
    public String aggregate(
            KqlAggregate aggregate, List<String> operands, String order, String after) {
        return aggregate.print(operands, order, after);
    }

    @Override
    public String elements(String dynamic, boolean pairs) {
        // A column with the name of the lambda's parameter would be taken for it.
        String bag =
                "list_transform(map_entries(CAST(%s AS MAP(VARCHAR, JSON))), lambda kql_entry: %s)"
                        .formatted(
                                dynamic,
                                pairs
                                        ? "json_array(kql_entry.key, kql_entry.value)"
                                        : "json_object(kql_entry.key, kql_entry.value)");
        return "CASE json_type(%s) WHEN 'ARRAY' THEN CAST(%s AS JSON[]) WHEN 'OBJECT' THEN %s ELSE [%s] END"
                .formatted(dynamic, dynamic, bag, dynamic);
    }

    @Override
    public LatestForm latestForm() {
        return LatestForm.ROW_ID;
    }

    private static String integer(int value) {
        return value < 0 ? "(" + value + ")" : Integer.toString(value);
    }

    /** Small numbers need the cast: DuckDB takes them for INTEGER, whose sums overflow. */
    private static String bigint(long value) {
        if (value == Long.MIN_VALUE) {
            return "'" + value + "'::BIGINT";
        }
        String digits = value < 0 ? "(" + value + ")" : Long.toString(value);
        return Math.abs(value) > Integer.MAX_VALUE ? digits : digits + "::BIGINT";
    }

    private static String real(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "'" + value + "'::DOUBLE";
        }
        String digits = Double.toString(value);
        digits = digits.contains("E") ? digits : digits + "E0";
        return value < 0 || digits.startsWith("-") ? "(" + digits + ")" : digits;
    }

    /** A text; the zero character cannot stand in DuckDB's SQL, so it is made by a function. */
    private static String text(String value) {
        String quoted = "'" + value.replace("'", "''") + "'";
        if (value.indexOf('\0') < 0) {
            return quoted;
        }
        return "(" + quoted.replace("\0", "' || chr(0) || '") + ")";
    }
}
