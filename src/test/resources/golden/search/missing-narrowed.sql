-- from rows of the type
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM resource r
WHERE r.type = 95
AND r.op < 3
AND true
AND NOT ((r.present & ?) <> 0
  AND (EXISTS (SELECT 1
      FROM idx_reference x
      JOIN resource c ON c.fkey = x.target
      WHERE x.rid = r.rid
      AND x.path = ANY (?)
      AND c.type = 101
      OFFSET 0)
    OR jsonb_path_exists(convert_from(r.body, 'UTF8')::jsonb, ?::jsonpath)))
ORDER BY r.rid DESC
LIMIT 21
-- 3 values
