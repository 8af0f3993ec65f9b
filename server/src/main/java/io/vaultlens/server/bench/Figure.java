package io.vaultlens.server.bench;

import java.util.OptionalDouble;

/**
 * One measured figure.
 *
 * @param name what was measured
 * @param value our figure
 * @param unit the unit of both figures
 * @param reference the figure of hand-written SQL in the same run; empty where there is none
 * @param note how it was measured
 */
record Figure(String name, double value, String unit, OptionalDouble reference, String note) {
    /** Ours in the reference's: below 1 is faster. */
    OptionalDouble ratio() {
        return reference.isPresent()
                ? OptionalDouble.of(value / reference.getAsDouble())
                : OptionalDouble.empty();
    }

    static Figure of(String name, double value, String unit, double reference, String note) {
        return new Figure(name, value, unit, OptionalDouble.of(reference), note);
    }

    static Figure alone(String name, double value, String unit, String note) {
        return new Figure(name, value, unit, OptionalDouble.empty(), note);
    }
}
