package io.vaultlens.query.kql.bind;

import io.vaultlens.collector.catalog.ColumnType;
import io.vaultlens.query.text.DatetimeText;
import io.vaultlens.query.text.TimespanText;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Turns the literals of a datatable into values of its columns' types. */
final class CellValues {
    private CellValues() {}

    /**
     * A value as another type.
     *
     * @return empty where it cannot be one; an empty value inside for a null
     */
    static Optional<Optional<Object>> as(ColumnType type, ColumnType from, Optional<Object> value) {
        if (value.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        if (type == from) {
            return Optional.of(value);
        }
        Object given = value.get();
        return switch (given) {
            case Boolean bool -> number(type, bool ? 1 : 0);
            case Integer whole -> number(type, whole.longValue());
            case Long whole when from == ColumnType.LONG -> number(type, whole);
            case Double real -> real(type, real);
            case BigDecimal decimal when type == ColumnType.REAL ->
                    Optional.of(Optional.of(decimal.doubleValue()));
            case String text when from == ColumnType.STRING -> text(type, text);
            default -> Optional.empty();
        };
    }

    private static Optional<Optional<Object>> number(ColumnType type, long value) {
        return switch (type) {
            case INT ->
                    value == (int) value
                            ? Optional.of(Optional.of((int) value))
                            : Optional.of(Optional.empty());
            case LONG -> Optional.of(Optional.of(value));
            case REAL -> Optional.of(Optional.of((double) value));
            case DECIMAL -> Optional.of(Optional.of(BigDecimal.valueOf(value)));
            case DYNAMIC -> Optional.of(Optional.of(Long.toString(value)));
            case BOOL -> Optional.of(Optional.of(value != 0));
            default -> Optional.empty();
        };
    }

    private static Optional<Optional<Object>> real(ColumnType type, double value) {
        boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
        return switch (type) {
            case INT, LONG -> finite ? number(type, (long) value) : Optional.of(Optional.empty());
            case DECIMAL ->
                    Optional.of(finite ? Optional.of(BigDecimal.valueOf(value)) : Optional.empty());
            case DYNAMIC ->
                    Optional.of(finite ? Optional.of(Double.toString(value)) : Optional.empty());
            default -> Optional.empty();
        };
    }

    private static Optional<Optional<Object>> text(ColumnType type, String text) {
        return switch (type) {
            case DATETIME -> Optional.of(boxed(DatetimeText.ticksOf(text)));
            case TIMESPAN -> Optional.of(boxed(TimespanText.ticksOf(text)));
            case GUID -> Optional.of(guid(text));
            case DYNAMIC ->
                    Optional.of(
                            Optional.of(
                                    DynamicArrays.json(java.util.List.of(text))
                                            .replaceAll("^\\[|\\]$", "")));
            default -> Optional.empty();
        };
    }

    private static Optional<Object> boxed(OptionalLong ticks) {
        return ticks.isPresent() ? Optional.of(ticks.getAsLong()) : Optional.empty();
    }

    private static Optional<Object> guid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
