-- from order of _lastUpdated
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others, d.s0
FROM (SELECT o.rid, o.ts AS s0
  FROM resource o
  WHERE o.type = 101
  AND (o.ts, o.rid) > (?, ?)
  AND o.rid > 0
  ORDER BY o.ts ASC, o.rid ASC
  OFFSET 0) d
JOIN resource r ON r.rid = d.rid
WHERE r.type = 101
AND r.op < 3
AND true
ORDER BY d.s0 ASC, d.rid ASC
LIMIT 21
-- 2 values
