-- from code
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM (SELECT *
  FROM (SELECT DISTINCT ON (m.rid) *
    FROM (SELECT coalesce(r.container, r.rid) AS rid
      FROM (SELECT d.rid
        FROM (SELECT DISTINCT d.rid
          FROM (SELECT x.rid
            FROM idx_token x
            WHERE x.key = ?) d
          WHERE true
          AND d.rid < 0) d
        WHERE true) d
      JOIN resource r ON r.rid = d.rid
      WHERE r.type = 95
      AND r.op = 4
      AND true
      OFFSET 0) m
    ORDER BY m.rid, m.rid DESC) q
  ORDER BY q.rid DESC
  LIMIT 21) p
JOIN resource r ON r.rid = p.rid
ORDER BY p.rid DESC
-- 1 values
