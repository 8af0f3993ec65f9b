-- Only jobs that some row says have failed are looked at again: the fastest of four ways tried.
SELECT count(*) FROM (
  SELECT arg_max("JobStatus", "TimeGenerated") AS status,
    arg_max("JobFailureCode", "TimeGenerated") AS code
  FROM "AddonAzureBackupJobs"
  WHERE "JobUniqueId" IN (
    SELECT "JobUniqueId" FROM "AddonAzureBackupJobs"
    WHERE "JobStatus" = 'Failed' AND "JobFailureCode" <> 'none-#')
  GROUP BY "JobUniqueId")
WHERE status = 'Failed' AND code <> 'none-#'
