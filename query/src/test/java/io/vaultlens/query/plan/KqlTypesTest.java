package io.vaultlens.query.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.collector.catalog.Ticks;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KqlTypesTest {
    private final KqlRex rex = PlanBuilder.create().rex();

    @ParameterizedTest
    @EnumSource(ColumnType.class)
    void everyTypeComesBackFromTheAlgebra(ColumnType type) {
        assertEquals(type, KqlTypes.columnType(KqlTypes.of(type)));
        assertEquals(type, KqlTypes.columnType(KqlTypes.notNull(type)));
        assertFalse(KqlTypes.notNull(type).isNullable());
        assertEquals(type != ColumnType.STRING, KqlTypes.of(type).isNullable());
    }

    @Test
    void aTimespanIsNoLong() {
        assertNotEquals(KqlTypes.of(ColumnType.LONG), KqlTypes.of(ColumnType.TIMESPAN));
        assertNull(
                KqlTypes.FACTORY.leastRestrictive(
                        List.of(KqlTypes.of(ColumnType.LONG), KqlTypes.of(ColumnType.TIMESPAN))));
    }

    @Test
    void literalsKeepEveryDigitAndLetter() {
        comesBack(ColumnType.BOOL, true);
        comesBack(ColumnType.INT, Integer.MIN_VALUE);
        comesBack(ColumnType.LONG, Long.MIN_VALUE);
        comesBack(ColumnType.REAL, 0.1);
        comesBack(ColumnType.REAL, Double.NaN);
        comesBack(ColumnType.REAL, Double.NEGATIVE_INFINITY);
        comesBack(ColumnType.DECIMAL, new BigDecimal("0.12345678901234567"));
        comesBack(ColumnType.STRING, "\u6771\u4eac 'caf\u00e9'");
        comesBack(ColumnType.DATETIME, 0L);
        comesBack(ColumnType.DATETIME, 638_000_000_001_234_567L);
        comesBack(ColumnType.DATETIME, Ticks.MAX_DATETIME);
        comesBack(ColumnType.TIMESPAN, -1L);
        comesBack(ColumnType.GUID, new UUID(1, 2));
        comesBack(ColumnType.DYNAMIC, "{\"a\":[1,\"\u6771\"]}");
    }

    @Test
    void anAbsentTextIsEmpty() {
        assertEquals("", KqlRex.value(rex.literal(ColumnType.STRING, null)));
        assertNull(KqlRex.value(rex.literal(ColumnType.LONG, null)));
    }

    private void comesBack(ColumnType type, Object value) {
        assertEquals(value, KqlRex.value(rex.literal(type, value)));
        assertEquals(type, KqlTypes.columnType(rex.literal(type, value).getType()));
    }
}
