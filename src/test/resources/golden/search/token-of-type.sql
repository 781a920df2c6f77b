-- from identifier:of-type
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM (SELECT d.rid
  FROM (SELECT d.rid
    FROM (SELECT x.rid
      FROM idx_token x
      WHERE x.key = ?
      AND x.sys = ?) d
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
