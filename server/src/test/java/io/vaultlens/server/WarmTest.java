package io.vaultlens.server;

import org.junit.jupiter.api.Test;

class WarmTest {
    @Test
    void runs() {}
}
