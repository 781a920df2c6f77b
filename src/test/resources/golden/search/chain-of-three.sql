-- from encounter:Encounter.episode-of-care:EpisodeOfCare.care-manager:Practitioner.name
SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others
FROM (SELECT d.rid
  FROM (SELECT DISTINCT d.rid
    FROM (SELECT x.rid
      FROM (SELECT x.rid
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
          JOIN resource r3 ON r3.rid = d.rid
          AND r3.type = 106
          AND r3.op <> 3
          AND true
          JOIN idx_reference x ON x.target = r3.fkey
          AND x.path = ANY (?)) d
        JOIN resource r2 ON r2.rid = d.rid
        AND r2.type = 47
        AND r2.op <> 3
        AND true
        JOIN idx_reference x ON x.target = r2.fkey
        AND x.path = ANY (?)) d
      JOIN resource r1 ON r1.rid = d.rid
      AND r1.type = 43
      AND r1.op <> 3
      AND true
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
WHERE r.type = 95
AND r.op < 3
AND true
ORDER BY r.rid DESC
LIMIT 21
-- 9 values
