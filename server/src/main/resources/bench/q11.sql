WITH latest AS (
  SELECT job, arg_max(status, time) AS status FROM legacy_jobs
  WHERE schema_version = 'V2' AND code <> 'none-#'
  GROUP BY job)
SELECT status, count(*) FROM latest GROUP BY 1 ORDER BY 1
