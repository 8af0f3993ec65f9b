-- The published text over all that was ever told: the last row of each job, then those that failed.
SELECT count(*) FROM (
  SELECT * FROM "AddonAzureBackupJobs"
  QUALIFY row_number() OVER (PARTITION BY "JobUniqueId" ORDER BY "TimeGenerated" DESC) = 1)
WHERE "JobStatus" = 'Failed' AND "JobFailureCode" <> 'none-#'
