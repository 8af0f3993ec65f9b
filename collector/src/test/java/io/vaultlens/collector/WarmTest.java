package io.vaultlens.collector;

import org.junit.jupiter.api.Test;

class WarmTest {
    @Test
    void runs() {}
}
