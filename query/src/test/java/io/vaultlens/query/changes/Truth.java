package io.vaultlens.query.changes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the simulation knows: why each job failed, and which machine each change was on. */
final class Truth {
    /** The first failures that a change caused. */
    final Map<String, Simulation.Incident> causes = new HashMap<>();

    /** The first failures that no change caused, nor could seem to. */
    final Set<String> causeless = new HashSet<>();

    final Map<String, Machine> machineOfJob = new HashMap<>();
    final Map<String, Machine> machineOfChange = new HashMap<>();
    private final Set<String> done = new HashSet<>();

    void failed(Machine machine, String job, Simulation.Incident cause, boolean near) {
        machineOfJob.put(job, machine);
        if (cause != null) {
            causes.put(job, cause);
        } else if (!near) {
            causeless.add(job);
        }
    }

    /** A change breaks an item once. */
    boolean first(String item, Simulation.Incident incident) {
        return done.add(item + "/" + incident.number());
    }
}
