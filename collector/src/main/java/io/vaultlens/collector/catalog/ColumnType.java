package io.vaultlens.collector.catalog;

import java.util.Locale;
import java.util.Optional;

/** The ten scalar types of KQL, in which every column is declared. */
public enum ColumnType {
    BOOL,
    INT,
    LONG,
    REAL,
    DECIMAL,
    /** Text; never null, an absent text is {@code ""}. */
    STRING,
    /** A moment in UTC, kept as {@link Ticks} since 0001-01-01. */
    DATETIME,
    /** A length of time, kept as {@link Ticks}. */
    TIMESPAN,
    GUID,
    /** A JSON value, kept as its text. */
    DYNAMIC;

    /** The name as KQL writes it, for example {@code datetime}. */
    public String kqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type with this KQL name, or empty where there is none; letter case counts. */
    public static Optional<ColumnType> named(String kqlName) {
        for (ColumnType type : values()) {
            if (type.kqlName().equals(kqlName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
