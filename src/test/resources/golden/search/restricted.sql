-- from order of date
SELECT page.*, (SELECT count(*)
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
  AND ((r.patients <@ ?
      AND (r.labels IS NULL
        OR NOT r.labels && ?))
    OR (r.type = ANY (?)
      AND (r.labels IS NULL
        OR NOT r.labels && ?))))
FROM (SELECT *
  FROM ((SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others, d.s0
      FROM (SELECT o.rid, o.lo AS s0
        FROM idx_date o
        WHERE o.key = ?
        AND o.rid > 0
        AND EXISTS (SELECT 1
          FROM idx_token x
          WHERE x.rid = o.rid
          AND x.key = ?
          OFFSET 0)
        ORDER BY o.lo DESC, o.rid DESC
        OFFSET 0) d
      JOIN resource r ON r.rid = d.rid
      WHERE r.type = 95
      AND r.op < 3
      AND ((r.patients <@ ?
          AND (r.labels IS NULL
            OR NOT r.labels && ?))
        OR (r.type = ANY (?)
          AND (r.labels IS NULL
            OR NOT r.labels && ?)))
      ORDER BY d.s0 DESC, d.rid DESC
      LIMIT 21)
    UNION ALL (SELECT *
      FROM (SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others, NULL::bigint AS s0
        FROM resource r
        WHERE r.type = 95
        AND r.op < 3
        AND ((r.patients <@ ?
            AND (r.labels IS NULL
              OR NOT r.labels && ?))
          OR (r.type = ANY (?)
            AND (r.labels IS NULL
              OR NOT r.labels && ?)))
        AND NOT EXISTS (SELECT 1
          FROM idx_date y
          WHERE y.rid = r.rid
          AND y.key = ?
          OFFSET 0)
        AND EXISTS (SELECT 1
          FROM idx_token x
          WHERE x.rid = r.rid
          AND x.key = ?
          OFFSET 0)) q
      ORDER BY q.s0 DESC NULLS LAST, q.rid DESC
      LIMIT 21)) p
  LIMIT 21) page
-- 17 values
