-- from each code of code
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM (SELECT DISTINCT d.rid
  FROM (SELECT g.key, g.sys
    FROM unnest(?::bigint[], ?::int[]) g (key, sys)
    WHERE g.sys >= 0
    UNION SELECT c.key, c.sys
    FROM used_code c
    WHERE c.key = ANY (?)) s
  CROSS JOIN LATERAL (SELECT d.rid
    FROM idx_token d
    JOIN resource r ON r.rid = d.rid
    WHERE d.key = s.key
    AND d.sys = s.sys
    AND d.rid > 0
    AND r.type = 95
    AND r.op < 3
    AND true
    ORDER BY d.rid DESC
    LIMIT 21) d) p
JOIN resource r ON r.rid = p.rid
ORDER BY r.rid DESC
LIMIT 21
-- 3 values
