-- from _has:List:-member:_id
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM (SELECT d.rid
  FROM (SELECT DISTINCT d.rid
    FROM (SELECT x.rid
      FROM (SELECT x.rid
        FROM resource x
        WHERE x.fkey = ANY (?)) d
      JOIN resource r1 ON r1.rid = d.rid
      AND r1.type = 69
      AND r1.op <> 3
      AND true
      JOIN idx_reference h ON h.rid = d.rid
      AND h.path = ANY (?)
      JOIN resource x ON x.fkey = h.target) d
    WHERE true
    AND d.rid > 0
    ORDER BY d.rid DESC
    OFFSET 0) d
  WHERE true
  ORDER BY d.rid DESC
  OFFSET 0) d
JOIN resource r ON r.rid = d.rid
WHERE r.type = 101
AND r.op < 3
AND true
ORDER BY r.rid DESC
LIMIT 21
-- 2 values
