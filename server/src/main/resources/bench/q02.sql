SELECT "VaultUniqueId", count(*) AS failed FROM latest_jobs
WHERE "JobStatus" = 'Failed' AND "JobFailureCode" <> 'none-#'
GROUP BY 1 ORDER BY failed DESC
