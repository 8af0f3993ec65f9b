SELECT "VaultUniqueId",
  epoch_us(date_trunc('month', make_timestamp((day * 864000000000 - 621355968000000000) // 10))) * 10
    + 621355968000000000 AS month,
  avg(mb)
FROM (
  SELECT "VaultUniqueId", "TimeGenerated" // 864000000000 AS day, sum("StorageConsumedInMBs") AS mb
  FROM storage WHERE "OperationName" = 'StorageAssociation' AND "StorageUniqueId" <> 'none-#'
  GROUP BY 1, 2)
GROUP BY 1, 2 ORDER BY 2, 1
