package io.vaultlens.query.function;

import static io.vaultlens.query.function.Scalar.routine;
import static io.vaultlens.query.function.Scalar.scalar;

import io.vaultlens.query.function.routine.Sets;
import io.vaultlens.query.function.routine.Sketches;
import io.vaultlens.query.function.routine.Units;
import java.util.List;

/** Functions that convert units and read sketches. */
final class UnitFunctions {
    static final List<Scalar> ALL =
            List.of(
                    routine(
                            "convert_angle(value: real, from: string, to: string): real",
                            Units.of("angle"),
                            "Another unit of angle."),
                    routine(
                            "convert_energy(value: real, from: string, to: string): real",
                            Units.of("energy"),
                            "Another unit of energy."),
                    routine(
                            "convert_force(value: real, from: string, to: string): real",
                            Units.of("force"),
                            "Another unit of force."),
                    routine(
                            "convert_length(value: real, from: string, to: string): real",
                            Units.of("length"),
                            "Another unit of length."),
                    routine(
                            "convert_mass(value: real, from: string, to: string): real",
                            Units.of("mass"),
                            "Another unit of mass."),
                    routine(
                            "convert_speed(value: real, from: string, to: string): real",
                            Units.of("speed"),
                            "Another unit of speed."),
                    routine(
                            "convert_volume(value: real, from: string, to: string): real",
                            Units.of("volume"),
                            "Another unit of volume."),
                    routine(
                            "convert_temperature(value: real, from: string, to: string): real",
                            Units::temperature,
                            "Another unit of temperature."),
                    routine(
                            "percentile_tdigest(digest: dynamic, percentage: real): dynamic",
                            Sketches::percentile,
                            "A percentile of what tdigest() kept."),
                    routine(
                            "percentiles_array_tdigest(digest: dynamic, percentages...: json): "
                                    + "dynamic",
                            Sketches::percentiles,
                            "Percentiles of what tdigest() kept."),
                    routine(
                            "rank_tdigest(digest: dynamic, value: real): real",
                            Sketches::rank,
                            "How many values are not above a value."),
                    routine(
                            "percentrank_tdigest(digest: dynamic, value: real): real",
                            Sketches::percentRank,
                            "How many percent of the values are not above a value."),
                    routine(
                            "tdigest_merge|merge_tdigest(digests...: dynamic): dynamic",
                            Sketches::merge,
                            "One of several of what tdigest() made."),
                    scalar(
                            "dcount_hll(hll: dynamic): long",
                            "CASE WHEN json_type($1) = 'ARRAY' THEN "
                                    + "json_array_length($1)::BIGINT END",
                            "The number of different values that hll() saw."),
                    routine(
                            "hll_merge(hlls...: dynamic): dynamic",
                            Sets::union,
                            "One of several of what hll() made."));

    private UnitFunctions() {}
}
