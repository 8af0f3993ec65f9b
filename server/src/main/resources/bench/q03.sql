SELECT "JobStartDateTime" // 864000000000 AS day, count(*), count(*) FILTER (WHERE "JobStatus" = 'Failed')
FROM latest_jobs
WHERE "JobStartDateTime" BETWEEN & - 90 * 864000000000 AND & AND "JobFailureCode" <> 'none-#'
GROUP BY 1 ORDER BY 1
