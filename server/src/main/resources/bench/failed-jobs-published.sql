SELECT count(*) FROM latest_jobs
WHERE "JobStatus" = 'Failed' AND "JobFailureCode" <> 'none-#'
