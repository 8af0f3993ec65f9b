SELECT day * 864000000000, jobs, failed FROM (
  SELECT "JobStartDateTime" // 864000000000 AS day, count(*) AS jobs,
    count(*) FILTER (WHERE "JobStatus" = 'Failed') AS failed
  FROM latest_jobs
  WHERE "JobStartDateTime" BETWEEN & - 90 * 864000000000 AND & AND "JobFailureCode" <> 'none-#'
  GROUP BY 1)
ORDER BY day
