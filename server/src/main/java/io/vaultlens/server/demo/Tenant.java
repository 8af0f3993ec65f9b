package io.vaultlens.server.demo;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** One of the invented companies of the estate. */
record Tenant(String name) {
    /** Its GUID, the same at each start. */
    String id() {
        return guid("tenant " + name);
    }

    /** Its subscription. */
    String subscription() {
        return guid("subscription " + name);
    }

    static String guid(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
