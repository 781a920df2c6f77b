-- from name
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others, p.s0, p.s1
FROM (SELECT *
  FROM (SELECT r.rid, (SELECT max(x.lo)
      FROM idx_date x
      WHERE x.rid = r.rid
      AND x.key = ?) AS s0, (SELECT min(x.norm)
      FROM idx_string x
      WHERE x.rid = r.rid
      AND x.key = ?) AS s1
    FROM (SELECT d.rid
      FROM (SELECT DISTINCT d.rid
        FROM (SELECT x.rid
          FROM idx_string x
          WHERE x.key = ?
          AND x.norm >= ?
          AND x.norm < ?
          UNION ALL SELECT x.rid
          FROM idx_string x
          WHERE x.key = ?
          AND x.norm >= ?
          AND x.norm < ?) d
        WHERE true
        AND d.rid > 0) d
      WHERE true) r
    OFFSET 0) q
  ORDER BY q.s0 DESC NULLS LAST, q.s1 ASC NULLS LAST, q.rid DESC
  LIMIT 21) p
JOIN resource r ON r.rid = p.rid
ORDER BY p.s0 DESC NULLS LAST, p.s1 ASC NULLS LAST, p.rid DESC
-- 8 values
