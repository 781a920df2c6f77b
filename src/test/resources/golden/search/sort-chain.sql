-- from code
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others, p.s0
FROM (SELECT *
  FROM (SELECT r.rid, (SELECT min((SELECT min(x.norm)
          FROM idx_string x
          WHERE x.rid = c0.rid
          AND x.key = ?))
      FROM idx_reference x
      JOIN resource c0 ON c0.fkey = x.target
      WHERE x.rid = r.rid
      AND x.path = ANY (?)
      AND c0.op <> 3
      AND true
      AND c0.type = 101) AS s0
    FROM (SELECT d.rid
      FROM (SELECT DISTINCT d.rid
        FROM (SELECT x.rid
          FROM idx_token x
          WHERE x.key = ?) d
        WHERE true
        AND d.rid > 0) d
      WHERE true) d
    JOIN resource r ON r.rid = d.rid
    WHERE r.type = 95
    AND r.op < 3
    AND true
    OFFSET 0) q
  ORDER BY q.s0 ASC NULLS LAST, q.rid ASC
  LIMIT 21) p
JOIN resource r ON r.rid = p.rid
ORDER BY p.s0 ASC NULLS LAST, p.rid ASC
-- 3 values
