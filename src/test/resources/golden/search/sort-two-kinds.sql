-- from order of birthdate
SELECT *
FROM ((SELECT *
    FROM (SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others, d.s0, (SELECT min(x.norm)
        FROM idx_string x
        WHERE x.rid = r.rid
        AND x.key = ?) AS s1
      FROM (SELECT o.rid, o.lo AS s0
        FROM idx_date o
        WHERE o.key = ?
        AND o.lo <= ?
        AND o.rid > 0
        AND EXISTS (SELECT 1
          FROM idx_token x
          WHERE x.rid = o.rid
          AND x.key = ?
          AND x.sys = ?
          OFFSET 0)
        ORDER BY o.lo DESC, o.rid DESC
        OFFSET 0) d
      JOIN resource r ON r.rid = d.rid
      WHERE r.type = 101
      AND r.op < 3
      AND true) q
    WHERE ((q.s0 < ?
        OR q.s0 IS NULL)
      OR q.s0 = ?
      AND (q.s1 > ?
        OR q.s1 IS NULL)
      OR q.s0 = ?
      AND q.s1 = ?
      AND q.rid < ?)
    ORDER BY q.s0 DESC NULLS LAST, q.s1 ASC NULLS LAST, q.rid DESC
    LIMIT 21)
  UNION ALL (SELECT *
    FROM (SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others, NULL::bigint AS s0, (SELECT min(x.norm)
        FROM idx_string x
        WHERE x.rid = r.rid
        AND x.key = ?) AS s1
      FROM resource r
      WHERE r.type = 101
      AND r.op < 3
      AND true
      AND NOT EXISTS (SELECT 1
        FROM idx_date y
        WHERE y.rid = r.rid
        AND y.key = ?
        OFFSET 0)
      AND EXISTS (SELECT 1
        FROM idx_token x
        WHERE x.rid = r.rid
        AND x.key = ?
        AND x.sys = ?
        OFFSET 0)) q
    ORDER BY q.s0 DESC NULLS LAST, q.s1 ASC NULLS LAST, q.rid DESC
    LIMIT 21)) p
LIMIT 21
-- 15 values
