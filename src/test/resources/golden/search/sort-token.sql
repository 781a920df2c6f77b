-- from patient
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others, p.s0
FROM (SELECT *
  FROM (SELECT r.rid, (SELECT min((v #>> '{}') COLLATE "C")
      FROM unnest(?::text[]) p, jsonb_path_query(convert_from(r.body, 'UTF8')::jsonb, p::jsonpath) v) AS s0
    FROM (SELECT d.rid
      FROM (SELECT d.rid
        FROM (SELECT x.rid
          FROM idx_reference x
          WHERE x.target = ?
          AND x.path = ?) d
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
