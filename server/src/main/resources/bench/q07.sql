SELECT "JobFailureCode", count(*) AS jobs, count(DISTINCT "BackupItemUniqueId"), max("JobStartDateTime")
FROM latest_jobs
WHERE "JobStatus" = 'Failed' AND "JobFailureCode" <> 'none-#'
GROUP BY 1 ORDER BY jobs DESC LIMIT 10
