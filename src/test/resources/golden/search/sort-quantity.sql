-- from code
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others, p.s0
FROM (SELECT *
  FROM (SELECT r.rid, (SELECT max(x.lo)
      FROM idx_quantity x
      WHERE x.rid = r.rid
      AND x.key = ANY (?)) AS s0
    FROM (SELECT d.rid
      FROM (SELECT DISTINCT d.rid
        FROM (SELECT x.rid
          FROM idx_token x
          WHERE x.key = ?) d
        WHERE true
        AND d.rid > 0) d
      WHERE true) r
    OFFSET 0) q
  ORDER BY q.s0 DESC NULLS LAST, q.rid DESC
  LIMIT 21) p
JOIN resource r ON r.rid = p.rid
ORDER BY p.s0 DESC NULLS LAST, p.rid DESC
-- 2 values
