package io.vaultlens.server.operation;

/** Which version of Vaultlens this is. */
public final class Version {
    /** As people write it. */
    public static final String PRODUCT = "0.1.0";

    private Version() {}
}
