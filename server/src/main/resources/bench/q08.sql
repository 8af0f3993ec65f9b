-- Machines are told by the resource id that an item's key has within it; every change names one.
-- Items, machines and vaults stand under numbers: sorting and joining their texts takes thrice as long.
WITH ended_runs AS (
  SELECT hash("BackupItemUniqueId") AS item, hash("ResourceId") AS place,
    hash('/subscriptions/' || lower(split_part("ResourceId", '/', 3))
      || '/resourcegroups/rg-apps/providers/microsoft.compute/virtualmachines/'
      || split_part("BackupItemUniqueId", ';', 5)) AS machine,
    "JobStartDateTime" AS begun, "TimeGenerated" AS ended, "JobStatus" = 'Failed' AS failed
  FROM latest_jobs
  WHERE "JobOperation" = 'Backup'
    AND "JobStatus" IN ('Completed', 'CompletedWithWarnings', 'Failed')),
runs AS (
  SELECT *, lag(failed) OVER past AS failed_before,
    coalesce(lag(begun) OVER past, lag(ended) OVER past) AS since
  FROM ended_runs WINDOW past AS (PARTITION BY item ORDER BY ended, begun, failed)),
risks AS (SELECT *, ended - ended % 864000000000 AS slot FROM runs WHERE failed_before = false),
slots AS (
  SELECT machine, slot, count(*) AS n, bool_or(failed) AS f, max(place) AS place,
    coalesce(max(ended) FILTER (WHERE failed), max(ended)) // 216000000000 AS quarter
  FROM risks GROUP BY ALL),
rates AS (SELECT machine, sum(n) AS n, count(*) FILTER (WHERE f) AS f FROM slots GROUP BY 1),
usual AS (SELECT (sum(f) + 1.0::DOUBLE) / (sum(n) + 2.0::DOUBLE) AS u FROM rates),
precise AS (
  SELECT kind, name, became FROM machine_changes GROUP BY ALL HAVING count(DISTINCT machine) >= 3),
keyed AS (
  SELECT hash(c.machine) AS machine, c.changed, c.kind, c.name,
    hash(c.kind, c.name, CASE WHEN p.kind IS NULL THEN NULL ELSE c.became END) AS key
  FROM machine_changes c LEFT JOIN precise p
    ON p.kind = c.kind AND p.name = c.name AND p.became = c.became),
placed AS (
  SELECT *, changed - changed % 864000000000 AS slot FROM keyed
  UNION ALL
  SELECT *, changed - changed % 864000000000 + 864000000000 FROM keyed),
met AS MATERIALIZED (
  SELECT p.key, r.item, r.ended, r.machine, r.slot, r.failed, p.kind, p.name, p.changed, p.changed > r.since AS fresh
  FROM placed p JOIN risks r ON r.machine = p.machine AND r.slot = p.slot
  WHERE p.changed BETWEEN r.ended - 864000000000 AND r.ended AND (p.changed > r.since OR r.failed)),
episodes AS MATERIALIZED (
  SELECT key, machine, slot, bool_or(failed) AS failed, count(*) FILTER (WHERE fresh) AS n,
    bool_or(failed AND fresh) AS hit
  FROM (SELECT key, item, ended, machine, slot, failed, bool_or(fresh) AS fresh FROM met GROUP BY ALL)
  GROUP BY key, machine, slot),
shares AS (
  SELECT key, machine, count(*) AS times, count(*) FILTER (WHERE hit) AS o, sum(n) AS n
  FROM episodes WHERE n > 0 GROUP BY ALL),
tests AS (SELECT count(*) + 1.0::DOUBLE AS t FROM (SELECT key FROM shares GROUP BY 1 HAVING count(*) >= 3)),
expected1 AS (
  SELECT s.key, s.machine, s.times, s.o,
    greatest((s.n * (r.f + 50.0::DOUBLE * u) - least(s.o, r.f)) / (r.n - 1 + 50.0::DOUBLE), 0.2::DOUBLE * u * s.n) AS e
  FROM shares s JOIN rates r USING (machine), usual),
wholes1 AS (SELECT key, sum(o) AS o, sum(e) AS e, sum(times) AS times FROM expected1 GROUP BY 1),
scored1 AS (
  SELECT x.key, x.machine, x.slot, x.hit, w.o - coalesce(s.o, 0) AS o,
    greatest(w.e - CASE WHEN x.hit THEN coalesce(s.e / s.times, 0) ELSE 0 END, 0) AS e, w.times - coalesce(s.times, 0) AS times,
    (w.o - coalesce(s.o, 0) + 0.5::DOUBLE) / (greatest(w.e - CASE WHEN x.hit THEN coalesce(s.e / s.times, 0) ELSE 0 END, 0) + 0.5::DOUBLE) AS score,
    score * CASE WHEN x.hit THEN 1 ELSE 0.5::DOUBLE END AS weight
  FROM episodes x JOIN wholes1 w USING (key) LEFT JOIN expected1 s USING (key, machine) WHERE x.failed),
quarters AS (
  SELECT place, quarter, count(*) FILTER (WHERE s.f) AS f, sum(s.n * (r.f + 50.0::DOUBLE * u) / (r.n + 50.0::DOUBLE)) AS e
  FROM slots s JOIN rates r USING (machine), usual GROUP BY ALL),
days AS (SELECT place, quarter // 4 AS day, sum(f) AS f, sum(e) AS e FROM quarters GROUP BY ALL),
bad AS (
  SELECT machine, slot, place, quarter, quarter // 4 AS day,
    s.n * (r.f + 50.0::DOUBLE * u) / (r.n + 50.0::DOUBLE) AS own
  FROM slots s JOIN rates r USING (machine), usual WHERE s.f),
times1 AS (
  SELECT b.machine, b.slot, b.place, b.quarter, greatest(
    (greatest(a.f - 1, 0) + 0.5::DOUBLE) / (greatest(a.e - own, 0) + 0.5::DOUBLE),
    (greatest(d.f - 1, 0) + 0.5::DOUBLE) / (greatest(d.e - own, 0) + 0.5::DOUBLE),
    (greatest(aq.f - 1, 0) + 0.5::DOUBLE) / (greatest(aq.e - own, 0) + 0.5::DOUBLE),
    (greatest(ad.f - 1, 0) + 0.5::DOUBLE) / (greatest(ad.e - own, 0) + 0.5::DOUBLE)) AS time
  FROM bad b JOIN quarters a USING (place, quarter) JOIN days d USING (place, day)
    JOIN (SELECT quarter, sum(f) AS f, sum(e) AS e FROM quarters GROUP BY 1) aq USING (quarter)
    JOIN (SELECT day, sum(f) AS f, sum(e) AS e FROM days GROUP BY 1) ad USING (day)),
first AS (
  SELECT key, machine, slot, place, quarter, score, time,
    max(weight) OVER (PARTITION BY machine, slot) AS best,
    hit AND weight >= 0.8 * greatest(best, time) AND time * 0.8 < best AS speaks,
    score >= 2 AND o > e
      AND lgamma(greatest(times, o) + 1) - lgamma(o + 1) - lgamma(greatest(times, o) - o + 1)
        + o * ln(rate) + (greatest(times, o) - o) * ln(1 - rate)
        - ln(CASE WHEN (greatest(times, o) - o) * rate < (o + 1) * (1 - rate)
          THEN 1 - (greatest(times, o) - o) / (o + 1) * rate / (1 - rate) ELSE 1e-4 END)
        + ln(t) < ln(0.5) AS explains
  FROM (SELECT *, least(e / greatest(times, o, 1), 0.5) + 1e-12 AS rate FROM scored1) JOIN times1 USING (machine, slot), tests),
told AS (
  SELECT machine, slot, place, quarter, bool_or(explains) AS explained, bool_or(score > time) AS freed
  FROM first WHERE speaks GROUP BY ALL),
ordinary AS (
  SELECT r.machine, r.n, r.f - coalesce(x.f, 0) AS f
  FROM rates r LEFT JOIN (SELECT machine, count(*) FILTER (WHERE explained) AS f FROM told GROUP BY 1) x USING (machine)),
usual2 AS (SELECT (sum(f) + 1.0::DOUBLE) / (sum(n) + 2.0::DOUBLE) AS u2 FROM ordinary),
spoken AS (SELECT key, machine, count(*) FILTER (WHERE speaks) AS o FROM first GROUP BY ALL),
expected2 AS (
  SELECT s.key, s.machine, s.times, coalesce(k.o, 0) AS o,
    greatest((s.n * (r.f + 50.0::DOUBLE * u2) - least(coalesce(k.o, 0), r.f)) / (r.n - 1 + 50.0::DOUBLE), 0.2::DOUBLE * u2 * s.n) AS e
  FROM shares s JOIN ordinary r USING (machine) LEFT JOIN spoken k USING (key, machine), usual2),
wholes2 AS (SELECT key, sum(o) AS o, sum(e) AS e, sum(times) AS times FROM expected2 GROUP BY 1),
scored2 AS (
  SELECT x.key, x.machine, x.slot, x.hit,
    greatest(w.e - CASE WHEN x.hit THEN coalesce(s.e / s.times, 0) ELSE 0 END, 0) AS e, w.times - coalesce(s.times, 0) AS times,
    (w.o - coalesce(s.o, 0) + 0.5::DOUBLE) / (greatest(w.e - CASE WHEN x.hit THEN coalesce(s.e / s.times, 0) ELSE 0 END, 0) + 0.5::DOUBLE) AS score,
    score * CASE WHEN x.hit THEN 1 ELSE 0.5::DOUBLE END AS weight
  FROM episodes x JOIN wholes2 w USING (key) LEFT JOIN expected2 s USING (key, machine) WHERE x.failed),
calm AS (
  SELECT q.place, q.quarter, q.f - coalesce(x.f, 0) AS f, q.e * u2 / u AS e, u2 / u AS r
  FROM quarters q LEFT JOIN (SELECT place, quarter, count(*) FILTER (WHERE freed) AS f FROM told GROUP BY ALL) x
    USING (place, quarter), usual, usual2),
calmdays AS (SELECT place, quarter // 4 AS day, sum(f) AS f, sum(e) AS e FROM calm GROUP BY ALL),
times2 AS (
  SELECT b.machine, b.slot, greatest(
    (greatest(a.f - 1, 0) + 0.5::DOUBLE) / (greatest(a.e - own * r, 0) + 0.5::DOUBLE),
    (greatest(d.f - 1, 0) + 0.5::DOUBLE) / (greatest(d.e - own * r, 0) + 0.5::DOUBLE),
    (greatest(aq.f - 1, 0) + 0.5::DOUBLE) / (greatest(aq.e - own * r, 0) + 0.5::DOUBLE),
    (greatest(ad.f - 1, 0) + 0.5::DOUBLE) / (greatest(ad.e - own * r, 0) + 0.5::DOUBLE)) AS time
  FROM bad b JOIN calm a USING (place, quarter) JOIN calmdays d USING (place, day)
    JOIN (SELECT quarter, sum(f) AS f, sum(e) AS e FROM calm GROUP BY 1) aq USING (quarter)
    JOIN (SELECT day, sum(f) AS f, sum(e) AS e FROM calmdays GROUP BY 1) ad USING (day)),
second AS (
  SELECT key, machine, slot, score, e, times,
    max(weight) OVER (PARTITION BY machine, slot) AS best,
    hit AND weight >= 0.8 * best AND time < 0.5 * best AS speaks
  FROM scored2 JOIN times2 USING (machine, slot)),
owned AS (SELECT key, machine, count(*) FILTER (WHERE speaks) AS o FROM second GROUP BY ALL),
evident AS (SELECT key, sum(o) AS o, count(*) FILTER (WHERE o > 0) AS m FROM owned GROUP BY 1),
speakers AS (SELECT key, machine, slot FROM second WHERE speaks AND score >= 2),
pairs AS (
  SELECT a.key, b.key AS rival, count(*) AS n FROM speakers a JOIN speakers b USING (machine, slot)
  WHERE a.key <> b.key GROUP BY ALL),
present AS (
  SELECT a.key, a.machine, a.slot, sum(p.n) AS n
  FROM speakers a JOIN second b USING (machine, slot) JOIN pairs p ON p.key = a.key AND p.rival = b.key GROUP BY ALL),
judged AS (
  SELECT s.key, s.machine, s.slot, s.speaks, v.o - w.o AS o, v.m - (w.o > 0)::INT AS m, s.e, s.times,
    greatest(v.o - w.o - coalesce(p.n, 0) + coalesce(q.n, 0), 0) AS alone,
    (v.o - w.o + 0.5::DOUBLE) / (s.e + 0.5::DOUBLE) AS lift
  FROM second s JOIN owned w USING (key, machine) JOIN evident v USING (key)
    LEFT JOIN (SELECT key, sum(n) AS n FROM pairs GROUP BY 1) p USING (key)
    LEFT JOIN present q USING (key, machine, slot)),
answer AS (
  SELECT f.job, x.kind, j.lift * CASE WHEN x.fresh THEN 1 ELSE 0.5::DOUBLE END AS lift,
    x.fresh AND j.speaks AND j.m >= 2 AND alone >= 2 AND alone + 0.5::DOUBLE >= 2 * (e + 0.5::DOUBLE) AND alone > e
      AND lgamma(greatest(times, alone) + 1) - lgamma(alone + 1) - lgamma(greatest(times, alone) - alone + 1)
        + alone * ln(rate) + (greatest(times, alone) - alone) * ln(1 - rate)
        - ln(CASE WHEN (greatest(times, alone) - alone) * rate < (alone + 1) * (1 - rate)
          THEN 1 - (greatest(times, alone) - alone) / (alone + 1) * rate / (1 - rate) ELSE 1e-4 END)
        + ln(t) < ln(0.1) AS likely
  FROM met x JOIN (
      SELECT hash("BackupItemUniqueId") AS item, "TimeGenerated" AS ended, "JobUniqueId" AS job
      FROM latest_jobs WHERE "JobOperation" = 'Backup' AND "JobStatus" = 'Failed') f
    USING (item, ended)
    JOIN (SELECT *, least(e / greatest(times, alone, 1), 0.5) + 1e-12 AS rate FROM judged) j
    USING (key, machine, slot), tests
  WHERE x.failed AND x.name <> 'none-#')
SELECT kind, count(DISTINCT job), count(*), count(*) FILTER (WHERE likely), round(sum(lift) / count(*), 4)
FROM answer GROUP BY 1 ORDER BY 1
