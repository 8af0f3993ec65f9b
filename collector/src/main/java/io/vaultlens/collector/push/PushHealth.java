package io.vaultlens.collector.push;

import io.vaultlens.collector.ingest.IngestRun;
import io.vaultlens.collector.ingest.SharedCommits;
import io.vaultlens.collector.watch.Health;
import io.vaultlens.collector.watch.HealthTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows those who push among the sources: when they last did, and what became of it. */
public final class PushHealth implements SharedCommits.Listener {
    private final Map<String, Health> sources = new HashMap<>();

    /** Shows these. */
    public PushHealth(HealthTable table, List<String> names) {
        for (String name : names) {
            Health health = table.add(name, "push", "POST /ingest");
            health.looking();
            sources.put(name, health);
        }
    }

    @Override
    public void committed(String source, IngestRun run, long newestTicks) {
        Health health = sources.get(source);
        if (health != null) {
            health.committed(run, newestTicks);
        }
    }
}
