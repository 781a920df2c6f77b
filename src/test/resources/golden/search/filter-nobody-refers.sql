-- from rows of the type
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM resource r
WHERE r.type = 101
AND r.op < 3
AND true
AND (EXISTS (SELECT 1
    FROM (SELECT x.rid
      FROM idx_reference x
      WHERE x.target = r.fkey
      AND x.path = ?
      ORDER BY x.rid DESC
      OFFSET 0) r1
    WHERE EXISTS (SELECT 1
      FROM idx_date x
      WHERE x.rid = r1.rid
      AND x.key = ?
      AND (x.hi > ?
        OR x.lo >= ?)
      OFFSET 0)
    AND r.type = 101
    OFFSET 0)) IS NOT TRUE
ORDER BY r.rid DESC
LIMIT 21
-- 4 values
