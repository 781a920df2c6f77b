-- from near
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others, p.s0
FROM (SELECT *
  FROM (SELECT r.rid, (SELECT min(2 * 6371008.8 * asin(least(1, sqrt(power(sin(radians(x.lo - ?) / 2), 2) + cos(radians(?)) * cos(radians(x.lo)) * power(sin(radians(x.hi - ?) / 2), 2)))))
      FROM idx_quantity x
      WHERE x.rid = r.rid
      AND x.key = ANY (?)) AS s0
    FROM (SELECT d.rid
      FROM (SELECT d.rid
        FROM (SELECT x.rid
          FROM idx_quantity x
          WHERE x.key = ?
          AND x.lo BETWEEN ? AND ?
          AND x.hi BETWEEN ? AND ?
          AND 2 * 6371008.8 * asin(least(1, sqrt(power(sin(radians(x.lo - ?) / 2), 2) + cos(radians(?)) * cos(radians(x.lo)) * power(sin(radians(x.hi - ?) / 2), 2)))) <= ?) d
        WHERE true
        AND d.rid > 0) d
      WHERE true) d
    JOIN resource r ON r.rid = d.rid
    WHERE r.type = 70
    AND r.op < 3
    AND true
    OFFSET 0) q
  ORDER BY q.s0 ASC NULLS LAST, q.rid ASC
  LIMIT 21) p
JOIN resource r ON r.rid = p.rid
ORDER BY p.s0 ASC NULLS LAST, p.rid ASC
-- 13 values
