SELECT "JobFailureCode", "BackupItemUniqueId", count(*) FROM latest_jobs
WHERE contains(lower("JobFailureCode"), 'timeout') OR contains(lower("BackupItemUniqueId"), 'vm-17')
  OR contains(lower("JobFailureCode"), 'none-#')
GROUP BY 1, 2
