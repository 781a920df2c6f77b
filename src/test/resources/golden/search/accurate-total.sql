-- from status
WITH m AS MATERIALIZED (SELECT d.rid
  FROM (SELECT d.rid
    FROM (SELECT x.rid
      FROM idx_token x
      WHERE x.key = ?
      AND x.sys = ?) d
    WHERE true
    AND d.rid > 0) d
  WHERE true) SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others, (SELECT count(*)
  FROM m)
FROM (SELECT m.rid
  FROM m
  ORDER BY m.rid DESC
  LIMIT 21) d
JOIN resource r ON r.rid = d.rid
ORDER BY r.rid DESC
-- 2 values
