package io.vaultlens.collector.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultlens.collector.watch.SourceCases.Maker;
import org.junit.jupiter.api.Test;

class SourceCasesTest {
    @Test
    void everyKindHasACase() {
        assertEquals(Sources.names(), SourceCases.ALL.stream().map(Maker::kind).toList());
    }
}
