package io.vaultlens.collector.estate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultlens.collector.archive.StoreCount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EstateTest {
    @Test
    void holdsTheJobsOfThreeVaultsOnce() {
        try (Estate estate = Estate.open()) {
            Map<String, Long> counts = StoreCount.of(estate.store());
            assertEquals(14, counts.get("AddonAzureBackupJobs"));
            assertEquals(4, counts.get("latest Failed"));
            assertTrue(counts.keySet().stream().noneMatch(name -> name.startsWith("wrong")));
        }
    }
}
