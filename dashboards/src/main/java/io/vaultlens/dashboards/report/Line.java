package io.vaultlens.dashboards.report;

import io.vaultlens.collector.catalog.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One row of an answer, read by the names of its columns. */
public final class Line {
    private final Map<String, Integer> places;
    private final Object[] values;

    Line(Map<String, Integer> places, Object[] values) {
        this.places = places;
        this.values = values;
    }

    private Object value(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("the report has no column " + column);
        }
        return values[place];
    }

    /** A text; {@code ""} where there is none. */
    public String text(String column) {
        Object value = value(column);
        return value == null ? "" : value.toString();
    }

    /** A whole number; 0 where there is none. */
    public long count(String column) {
        return value(column) instanceof Number number ? number.longValue() : 0;
    }

    /** A number; NaN where there is none. */
    public double number(String column) {
        return value(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Whether it is true. */
    public boolean flag(String column) {
        return Boolean.TRUE.equals(value(column));
    }

    /** A moment, where there is one. */
    public Optional<Instant> moment(String column) {
        return Optional.ofNullable((Long) value(column)).map(Ticks::toInstant);
    }

    /** A length of time, where there is one. */
    public Optional<Duration> length(String column) {
        return Optional.ofNullable((Long) value(column)).map(Ticks::toDuration);
    }
}
