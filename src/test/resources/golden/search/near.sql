-- from near
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM (SELECT d.rid
  FROM (SELECT d.rid
    FROM (SELECT x.rid
      FROM idx_quantity x
      WHERE x.key = ?
      AND x.lo BETWEEN ? AND ?
      AND x.hi BETWEEN ? AND ?
      AND 2 * 6371008.8 * asin(least(1, sqrt(power(sin(radians(x.lo - ?) / 2), 2) + cos(radians(?)) * cos(radians(x.lo)) * power(sin(radians(x.hi - ?) / 2), 2)))) <= ?) d
    WHERE true
    AND d.rid > 0
    ORDER BY d.rid DESC
    OFFSET 0) d
  WHERE true
  ORDER BY d.rid DESC
  OFFSET 0) d
JOIN resource r ON r.rid = d.rid
WHERE r.type = 70
AND r.op < 3
AND true
ORDER BY r.rid DESC
LIMIT 21
-- 9 values
