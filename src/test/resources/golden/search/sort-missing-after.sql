-- from order of birthdate
SELECT *
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
    OFFSET 0)) q
WHERE (q.s0 IS NULL
  AND (q.s1 > ?
    OR q.s1 IS NULL)
  OR q.s0 IS NULL
  AND q.s1 = ?
  AND q.rid > ?)
ORDER BY q.s0 ASC NULLS LAST, q.s1 ASC NULLS LAST, q.rid ASC
LIMIT 21
-- 5 values
