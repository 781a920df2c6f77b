-- from value-quantity
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM (SELECT d.rid
  FROM (SELECT DISTINCT d.rid
    FROM (SELECT x.rid
      FROM idx_quantity x
      WHERE x.key = ?
      AND false
      UNION ALL SELECT x.rid
      FROM idx_quantity x
      WHERE x.key = ?
      AND false) d
    WHERE true
    AND d.rid > 0
    ORDER BY d.rid DESC
    OFFSET 0) d
  WHERE true
  ORDER BY d.rid DESC
  OFFSET 0) d
JOIN resource r ON r.rid = d.rid
WHERE r.type = 95
AND r.op < 3
AND true
ORDER BY r.rid DESC
LIMIT 21
-- 2 values
