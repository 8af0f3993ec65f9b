package io.vaultlens.collector.arm;

/** One list of Azure Resource Manager that cannot be read, while others may; one clear line. */
final class ArmException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    ArmException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status of the answer. */
    int status() {
        return status;
    }
}
