package io.vaultlens.server.retry;

import io.vaultlens.server.config.ProtectedItem;

/**
 * A failed job that may be retried.
 *
 * @param job its id
 * @param logicalRun the incident it belongs to: the id of the first job that failed
 * @param attempt the number that the next attempt has, counted from 1
 * @param attemptsAllowed how many an incident may have
 * @param item what is backed up
 * @param tenantId the tenant of the vault, where the job names one
 * @param vaultResourceId the vault
 * @param backupItemUniqueId the item's key in the backup tables
 * @param errorCode why it failed
 * @param errorClass the kind of that cause
 */
record Candidate(
        String job,
        String logicalRun,
        int attempt,
        int attemptsAllowed,
        ProtectedItem item,
        String tenantId,
        String vaultResourceId,
        String backupItemUniqueId,
        String errorCode,
        ErrorClass errorClass) {}
