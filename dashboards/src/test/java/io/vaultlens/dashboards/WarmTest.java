package io.vaultlens.dashboards;

import org.junit.jupiter.api.Test;

class WarmTest {
    @Test
    void runs() {}
}
