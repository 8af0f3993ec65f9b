-- Machines are told by the resource id that an item's key has within it; every change names one.
WITH runs AS (
  SELECT job, item, machine, vault, ended, failed,
    lag(failed) OVER (PARTITION BY item ORDER BY ended, begun, job) AS failed_before
  FROM backup_runs),
risks AS (
  SELECT *, row_number() OVER () AS run, ended - ended % 864000000000 AS slot FROM runs WHERE failed_before = false),
rates AS (
  SELECT machine, sum(n) AS n, count(*) FILTER (WHERE f) AS f
  FROM (SELECT machine, slot, count(*) AS n, bool_or(failed) AS f FROM risks GROUP BY ALL) GROUP BY 1),
usual AS (SELECT (sum(f) + 1.0) / (sum(n) + 2.0) AS u FROM rates),
expected AS (
  SELECT r.*, (a.f - r.failed::INT + 50.0 * u) / (a.n - 1 + 50.0) AS e
  FROM risks r JOIN rates a USING (machine), usual),
precise AS (
  SELECT kind, name, became FROM machine_changes GROUP BY ALL HAVING count(DISTINCT machine) >= 3),
keyed AS (
  SELECT c.machine, c.changed, c.kind, c.name,
    hash(c.kind, c.name, CASE WHEN p.kind IS NULL THEN NULL ELSE c.became END) AS key
  FROM machine_changes c LEFT JOIN precise p
    ON p.kind = c.kind AND p.name = c.name AND p.became = c.became),
placed AS (
  SELECT *, changed - changed % 864000000000 AS slot FROM keyed
  UNION ALL
  SELECT *, changed - changed % 864000000000 + 864000000000 FROM keyed),
met AS (
  SELECT p.key, r.run, r.machine, r.slot, r.failed, r.e, r.job, p.kind, p.name, p.changed
  FROM placed p JOIN expected r ON r.machine = p.machine AND r.slot = p.slot
  WHERE p.changed BETWEEN r.ended - 864000000000 AND r.ended),
episodes AS (
  SELECT key, true AS real, machine, slot, bool_or(failed) AS failed, sum(e) AS e
  FROM (SELECT DISTINCT key, run, machine, slot, failed, e FROM met) GROUP BY ALL
  UNION ALL
  SELECT hash(vault, ended // 864000000000), false, machine, slot, bool_or(failed), sum(e)
  FROM expected GROUP BY ALL),
shares AS (
  SELECT key, machine, count(*) FILTER (WHERE failed) AS o, sum(e) AS e FROM episodes GROUP BY ALL),
wholes AS (SELECT key, sum(o) AS o, sum(e) AS e FROM shares GROUP BY 1),
suspects AS (
  SELECT x.key, x.real, x.machine, x.slot, w.e - s.e AS others,
    (w.o - s.o + 0.5) / (w.e - s.e + 0.5) AS score
  FROM episodes x JOIN shares s USING (key, machine) JOIN wholes w USING (key) WHERE x.failed),
first AS (
  SELECT *, (score >= 0.8 * max(score) OVER (PARTITION BY machine, slot))::INT AS speaks FROM suspects),
explained AS (
  SELECT count(*) FILTER (WHERE best >= 3) / (count(*) + 1.0) AS x
  FROM (SELECT max(score) FILTER (WHERE real AND speaks = 1) AS best FROM first GROUP BY machine, slot)),
second AS (
  SELECT key, real, machine, slot, others * (1 - x) AS others,
    (sum(speaks) OVER (PARTITION BY key) - sum(speaks) OVER (PARTITION BY key, machine) + 0.5)
      / (others * (1 - x) + 0.5) AS score
  FROM first, explained),
third AS (
  SELECT *, (score >= 0.8 * max(score) OVER (PARTITION BY machine, slot))::INT AS speaks FROM second),
own AS (SELECT key, machine, sum(speaks) AS o, max(speaks) AS m FROM third GROUP BY ALL),
spoken AS (SELECT key, sum(o) AS o, sum(m) AS m FROM own GROUP BY 1),
judged AS (
  SELECT t.key, t.machine, t.slot, t.speaks, s.o - n.o AS o, s.m - n.m AS m, t.others,
    (s.o - n.o + 0.5) / (t.others + 0.5) AS lift
  FROM third t JOIN own n USING (key, machine) JOIN spoken s USING (key) WHERE t.real),
tests AS (SELECT count(*) AS n FROM (SELECT key FROM shares GROUP BY 1 HAVING count(*) >= 3)),
answer AS (
  SELECT m.job, m.kind, j.lift,
    j.speaks = 1 AND j.m >= 2 AND j.lift >= 2 AND o + 1 > others
      AND o * ln(others + 1e-9) - others - lgamma(o + 1) + ln((o + 1) / greatest(o + 1 - others, 1e-9)) + ln(n) < ln(0.2)
      AS likely
  FROM met m JOIN judged j USING (key, machine, slot), tests
  WHERE m.failed AND m.name <> 'none-#')
SELECT kind, count(DISTINCT job), count(*), count(*) FILTER (WHERE likely), round(sum(lift) / count(*), 4)
FROM answer GROUP BY 1 ORDER BY 1
