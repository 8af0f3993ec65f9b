package io.vaultlens.server.demo;

import java.time.Instant;

/**
 * One job of the estate's past.
 *
 * @param item what it is about
 * @param id its GUID
 * @param operation Backup, Restore or ConfigureBackup
 * @param subType Full, Differential, Log or empty
 * @param status how it ended
 * @param code why, Success where all is well
 * @param start when it began
 * @param end when it ended
 * @param megabytes what it moved
 * @param adHoc whether a person or a retry asked for it
 */
record DemoJob(
        EstateItem item,
        String id,
        String operation,
        String subType,
        String status,
        String code,
        Instant start,
        Instant end,
        double megabytes,
        boolean adHoc) {
    boolean failed() {
        return status.equals("Failed");
    }

    boolean isGoodBackup() {
        return operation.equals("Backup") && status.startsWith("Completed");
    }
}
