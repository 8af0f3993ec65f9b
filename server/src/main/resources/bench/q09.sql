SELECT p."PolicyName", i."BackupItemType", count(*), count(*) FILTER (WHERE j."JobStatus" = 'Failed')
FROM latest_jobs j
JOIN latest_items i ON i."BackupItemUniqueId" = j."BackupItemUniqueId"
JOIN latest_links l ON l."BackupItemUniqueId" = j."BackupItemUniqueId"
LEFT JOIN latest_policies p ON p."PolicyUniqueId" = l."PolicyUniqueId"
WHERE j."JobOperation" = 'Backup' AND j."JobFailureCode" <> 'none-#'
GROUP BY 1, 2 ORDER BY 1, 2
