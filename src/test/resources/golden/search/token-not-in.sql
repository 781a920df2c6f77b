-- from rows of the type
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM resource r
WHERE r.type = 27
AND r.op < 3
AND true
AND NOT EXISTS (SELECT 1
  FROM idx_token x
  WHERE x.rid = r.rid
  AND x.key = ANY (?)
  AND x.sys = ?
  OFFSET 0)
ORDER BY r.rid DESC
LIMIT 21
-- 2 values
