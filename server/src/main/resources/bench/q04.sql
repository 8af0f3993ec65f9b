SELECT type, (week * 7 - 1) * 864000000000, jobs, good, round(100.0 * good / jobs, 2) FROM (
  SELECT "BackupManagementType" AS type, ("JobStartDateTime" // 864000000000 + 1) // 7 AS week,
    count(*) AS jobs, count(*) FILTER (WHERE "JobStatus" <> 'Failed') AS good
  FROM latest_jobs
  WHERE "JobOperation" = 'Backup' AND "JobStatus" IN ('Completed', 'CompletedWithWarnings', 'Failed')
    AND "JobFailureCode" <> 'none-#'
  GROUP BY 1, 2)
ORDER BY week, type
