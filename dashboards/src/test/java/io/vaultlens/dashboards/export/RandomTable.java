package io.vaultlens.dashboards.export;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import io.vaultlens.query.result.ResultColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A table of random values of every type, the awkward ones often. */
final class RandomTable {
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "plain",
                    "comma, quote \" and 'apostrophe'",
                    "two\nlines",
                    "a\r\nb",
                    "=1+1",
                    "+49 30 1234",
                    "-1+1",
                    "-5",
                    "@SUM(A1)",
                    "\t=x",
                    "'=kept",
                    "''@",
                    "＝full",
                    "東京 🗻",
                    "_x0041_",
                    "null",
                    "\\",
                    "1e5",
                    "true",
                    "ünïcödé");
    private static final List<String> BAGS =
            List.of("{\"a\":1}", "[1,2,\"x, y\"]", "\"text\"", "7", "{\"q\":\"\\\"\"}", "[]");

    private final Random random;
    final List<ResultColumn> columns = new ArrayList<>();
    final List<List<Object>> rows = new ArrayList<>();

    RandomTable(long seed) {
        random = new Random(seed);
        for (ColumnType type : ColumnType.values()) {
            columns.add(new ResultColumn("c_" + type.kqlName(), type));
        }
        for (int i = random.nextInt(60); i >= 0; i--) {
            List<Object> row = new ArrayList<>();
            columns.forEach(column -> row.add(value(column.type())));
            rows.add(row);
        }
    }

    TableRows open() {
        return new TableRows(columns, rows);
    }

    private Object value(ColumnType type) {
        if (type != ColumnType.STRING && random.nextInt(6) == 0) {
            return null;
        }
        return switch (type) {
            case BOOL -> random.nextBoolean();
            case INT -> random.nextInt();
            case LONG -> random.nextLong() >> random.nextInt(64);
            case REAL -> real();
            case DECIMAL -> new BigDecimal(new BigInteger(60, random), random.nextInt(17));
            case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
            case DATETIME -> random.nextLong(Ticks.MAX_DATETIME + 1);
            case TIMESPAN -> random.nextLong() >> random.nextInt(40);
            case GUID -> new UUID(random.nextLong(), random.nextLong());
            case DYNAMIC -> BAGS.get(random.nextInt(BAGS.size()));
        };
    }

    private double real() {
        return switch (random.nextInt(6)) {
            case 0 -> Double.NaN;
            case 1 -> Double.NEGATIVE_INFINITY;
            case 2 -> 0.1 + 0.2;
            case 3 -> 1e300 * random.nextDouble();
            default -> random.nextGaussian();
        };
    }
}
