package io.vaultlens.query;

import org.junit.jupiter.api.Test;

class WarmTest {
    @Test
    void runs() {}
}
