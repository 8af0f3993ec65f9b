PIVOT (
  SELECT day * 864000000000 AS day, CASE WHEN good > 0 THEN 'With' ELSE 'Without' END AS kept FROM (
    SELECT "BackupItemUniqueId", "JobStartDateTime" // 864000000000 AS day,
      count(*) FILTER (WHERE "JobStatus" IN ('Completed', 'CompletedWithWarnings')) AS good
    FROM latest_jobs WHERE "JobOperation" = 'Backup' AND "JobFailureCode" <> 'none-#'
    GROUP BY 1, 2))
ON kept USING count(*) GROUP BY day ORDER BY day
