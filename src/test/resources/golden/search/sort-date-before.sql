-- from order of date
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others, d.s0
FROM (SELECT o.rid, o.lo AS s0
  FROM idx_date o
  WHERE o.key = ?
  AND (o.lo, o.rid) > (?, ?)
  AND o.rid > 0
  AND EXISTS (SELECT 1
    FROM idx_token x
    WHERE x.rid = o.rid
    AND x.key = ?
    OFFSET 0)
  ORDER BY o.lo ASC, o.rid ASC
  OFFSET 0) d
JOIN resource r ON r.rid = d.rid
WHERE r.type = 95
AND r.op < 3
AND true
ORDER BY d.s0 ASC, d.rid ASC
LIMIT 21
-- 4 values
