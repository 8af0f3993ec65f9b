package io.vaultlens.server.demo;

import java.util.List;

/** The kinds of protected items, with what their jobs look like. */
enum Kind {
    VM("IaaSVM", "VM", 64_000, 25, 0.018, true, "vm-daily"),
    SQL("AzureWorkload", "SQLDataBase", 12_000, 6, 0.013, true, "sql-full-and-log"),
    FILES("AzureStorage", "AzureFileShare", 90_000, 3, 0.014, true, "files-every-day"),
    AGENT("MAB", "FileFolder", 40_000, 45, 0.020, false, "servers-daily"),
    FOLDER("Vaultlens", "FileFolder", 6_000, 4, 0.018, true, "branches-daily");

    private static final List<String> VM_CODES =
            List.of(
                    "GuestAgentSnapshotTaskStatusError",
                    "ExtensionFailedTimeoutVMNetworkUnresponsive",
                    "ExtensionFailedVssWriterInBadState",
                    "CopyingVHDsFromBackUpVaultTakingLongTime");
    private static final List<String> SQL_CODES =
            List.of(
                    "WorkloadExtensionDidntDequeueMsg",
                    "OperationCancelledBecauseConflictingOperationRunningUserError");
    private static final List<String> FILES_CODES =
            List.of("FileshareBackupFailedWithAzureRpRequestThrottling", "ParallelSnapshotRequest");

    /** The word in {@code BackupManagementType}. */
    final String managementType;

    /** The word in {@code BackupItemType}. */
    final String itemType;

    /** A usual size in MB. */
    final double usualMegabytes;

    /** A usual run time. */
    final int usualMinutes;

    /** How often a run fails for no lasting reason. */
    final double failureRate;

    /** Whether somebody other than the machine itself can start its backup. */
    final boolean canBeRetried;

    /** The name of its policy. */
    final String policy;

    Kind(
            String managementType,
            String itemType,
            double usualMegabytes,
            int usualMinutes,
            double failureRate,
            boolean canBeRetried,
            String policy) {
        this.managementType = managementType;
        this.itemType = itemType;
        this.usualMegabytes = usualMegabytes;
        this.usualMinutes = usualMinutes;
        this.failureRate = failureRate;
        this.canBeRetried = canBeRetried;
        this.policy = policy;
    }

    /** Codes of failures that pass by themselves. */
    List<String> passingCodes() {
        return switch (this) {
            case VM -> VM_CODES;
            case SQL -> SQL_CODES;
            case FILES -> FILES_CODES;
            case AGENT -> List.of("SalBitmapError", "100050");
            case FOLDER -> List.of("BackupStorageError");
        };
    }
}
