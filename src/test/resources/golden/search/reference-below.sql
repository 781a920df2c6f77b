-- from rows of the type
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM resource r
WHERE r.type = 70
AND r.op < 3
AND true
AND EXISTS (SELECT 1
  FROM idx_reference x
  WHERE x.rid = r.rid
  AND x.target = ANY (ARRAY(WITH RECURSIVE h (fkey) AS (SELECT unnest(?::bigint[])
        UNION SELECT n.fkey
        FROM h
        JOIN idx_reference p ON p.target = h.fkey
        AND p.path = ANY (?)
        JOIN resource n ON n.rid = p.rid
        AND n.type = 70
        AND n.op <> 3
        AND true) SELECT h.fkey
      FROM h))
  AND x.path = ANY (?)
  OFFSET 0)
ORDER BY r.rid DESC
LIMIT 21
-- 3 values
