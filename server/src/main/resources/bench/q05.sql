WITH good AS (
  SELECT "BackupItemUniqueId" AS item, max("JobStartDateTime") AS last_good FROM latest_jobs
  WHERE "JobOperation" = 'Backup' AND "JobStatus" IN ('Completed', 'CompletedWithWarnings')
    AND "JobFailureCode" <> 'none-#'
  GROUP BY 1)
SELECT i."BackupItemFriendlyName", last_good,
  last_good IS NULL OR last_good < & - CASE p."BackupFrequency" WHEN 'Weekly' THEN 7 ELSE 1 END * 864000000000
FROM latest_items i
LEFT JOIN good ON item = i."BackupItemUniqueId"
LEFT JOIN latest_links l ON l."BackupItemUniqueId" = i."BackupItemUniqueId"
LEFT JOIN latest_policies p ON p."PolicyUniqueId" = l."PolicyUniqueId"
WHERE i."BackupItemProtectionState" = 'Protected' AND (last_good IS NULL OR last_good < & - 864000000000)
