package io.vaultlens.query.changes;

import java.util.HashMap;
import java.util.Map;

/**
 * How often the true cause was found, and how often a failure without one was blamed on a change.
 */
final class Score {
    double incidents;
    double incidentTop;
    double incidentLikely;
    int failures;
    int top;
    int likely;
    int causeless;
    int blamed;
    int strange;
    private final Map<Integer, int[]> each = new HashMap<>();

    void cause(Simulation.Incident incident, boolean amongThree, boolean called) {
        int[] counts = each.computeIfAbsent(incident.number(), _ -> new int[3]);
        counts[0]++;
        counts[1] += amongThree ? 1 : 0;
        counts[2] += called ? 1 : 0;
    }

    /** An incident counts by the share of its failures that were told right. */
    void close() {
        for (int[] counts : each.values()) {
            incidents++;
            incidentTop += counts[1] / (double) counts[0];
            incidentLikely += counts[2] / (double) counts[0];
            failures += counts[0];
            top += counts[1];
            likely += counts[2];
        }
        each.clear();
    }

    void add(Score other) {
        incidents += other.incidents;
        incidentTop += other.incidentTop;
        incidentLikely += other.incidentLikely;
        failures += other.failures;
        top += other.top;
        likely += other.likely;
        causeless += other.causeless;
        blamed += other.blamed;
        strange += other.strange;
    }

    @Override
    public String toString() {
        return ("of 200 incidents %.0f among three, %.0f likely; of %d failures %.2f among three,"
                        + " %.2f likely; of %d without a cause %d blamed; %d of other machines")
                .formatted(
                        200 * incidentTop / incidents,
                        200 * incidentLikely / incidents,
                        failures,
                        top / (double) failures,
                        likely / (double) failures,
                        causeless,
                        blamed,
                        strange);
    }
}
