-- from general-practitioner:Practitioner.name
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM (SELECT d.rid
  FROM (SELECT DISTINCT d.rid
    FROM (SELECT x.rid
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
      JOIN resource r1 ON r1.rid = d.rid
      AND r1.type = 106
      AND r1.op <> 3
      AND ((r1.patients <@ ?
          AND (r1.labels IS NULL
            OR NOT r1.labels && ?))
        OR (coalesce(r1.container_type, r1.type) = ANY (?)
          AND (r1.labels IS NULL
            OR NOT r1.labels && ?)))
      JOIN idx_reference x ON x.target = r1.fkey
      AND x.path = ANY (?)) d
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
AND ((r.patients <@ ?
    AND (r.labels IS NULL
      OR NOT r.labels && ?))
  OR (r.type = ANY (?)
    AND (r.labels IS NULL
      OR NOT r.labels && ?)))
AND EXISTS (SELECT 1
  FROM (SELECT x.rid
    FROM idx_reference x
    WHERE x.target = r.fkey
    AND x.path = ?
    ORDER BY x.rid DESC
    OFFSET 0) x
  JOIN resource r1 ON r1.rid = x.rid
  AND r1.type = 95
  AND r1.op <> 3
  AND ((r1.patients <@ ?
      AND (r1.labels IS NULL
        OR NOT r1.labels && ?))
    OR (coalesce(r1.container_type, r1.type) = ANY (?)
      AND (r1.labels IS NULL
        OR NOT r1.labels && ?)))
  WHERE EXISTS (SELECT 1
    FROM idx_token x
    WHERE x.rid = r1.rid
    AND x.key = ?
    OFFSET 0)
  AND r.type = 101
  OFFSET 0)
ORDER BY r.rid DESC
LIMIT 21
-- 21 values

SELECT DISTINCT ON (r.rid) r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM idx_reference x
JOIN resource r ON r.fkey = x.target
WHERE x.rid = ANY (?)
AND x.path = ANY (?)
AND r.op < 3
AND ((r.patients <@ ?
    AND (r.labels IS NULL
      OR NOT r.labels && ?))
  OR (r.type = ANY (?)
    AND (r.labels IS NULL
      OR NOT r.labels && ?)))
ORDER BY r.rid
LIMIT 1001
-- 6 values
