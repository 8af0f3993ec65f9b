package io.vaultlens.collector.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a table is worth laying anew. */
class ScatterTest {
    @ParameterizedTest
    @CsvSource({
        "499999, 0, false, false",
        "500000, 0, true, false",
        "9999999, 0, true, false",
        "10000000, 0, true, true",
        "12499999, 10000000, false, false",
        "12500000, 10000000, true, false",
        "20000000, 10000000, true, true",
        "59999999, 30000000, true, false",
        "400000, 700000, false, false"
    })
    void itDependsOnWhatCameSince(long rows, long settled, boolean much, boolean tooMuch) {
        Scatter scatter = new Scatter("AddonAzureBackupJobs_current", rows, settled);
        assertEquals(much, scatter.isMuch());
        assertEquals(tooMuch, scatter.isTooMuch());
    }
}
