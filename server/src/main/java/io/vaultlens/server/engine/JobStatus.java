package io.vaultlens.server.engine;

/** The states of a backup job, in Azure's words. */
public enum JobStatus {
    IN_PROGRESS("InProgress"),
    COMPLETED("Completed"),
    COMPLETED_WITH_WARNINGS("CompletedWithWarnings"),
    FAILED("Failed"),
    CANCELLED("Cancelled");

    private final String word;

    JobStatus(String word) {
        this.word = word;
    }

    /** The word in the column {@code JobStatus}. */
    public String word() {
        return word;
    }

    /** Whether there is a backup to restore from. */
    public boolean succeeded() {
        return this == COMPLETED || this == COMPLETED_WITH_WARNINGS;
    }
}
