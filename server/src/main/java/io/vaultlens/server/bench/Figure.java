package io.vaultlens.server.bench;

import java.util.OptionalDouble;

/**
 * One measured figure.
 *
 * @param name what was measured
 * @param value our figure; empty where it could not be had, which the note tells
 * @param unit the unit of both figures
 * @param reference the figure of hand-written SQL in the same run; empty where there is none
 * @param note how it was measured
 */
record Figure(
        String name, OptionalDouble value, String unit, OptionalDouble reference, String note) {
    /** Ours in the reference's: below 1 is faster. */
    OptionalDouble ratio() {
        return value.isPresent() && reference.isPresent()
                ? OptionalDouble.of(value.getAsDouble() / reference.getAsDouble())
                : OptionalDouble.empty();
    }

    static Figure of(String name, double value, String unit, double reference, String note) {
        return new Figure(name, OptionalDouble.of(value), unit, OptionalDouble.of(reference), note);
    }

    static Figure alone(String name, double value, String unit, String note) {
        return new Figure(name, OptionalDouble.of(value), unit, OptionalDouble.empty(), note);
    }

    /** What could not be measured. */
    static Figure missing(String name, String unit, String note) {
        return new Figure(name, OptionalDouble.empty(), unit, OptionalDouble.empty(), note);
    }
}
