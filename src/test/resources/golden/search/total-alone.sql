SELECT count(*)
FROM (SELECT d.rid
  FROM (SELECT DISTINCT d.rid
    FROM (SELECT x.rid
      FROM idx_token x
      WHERE x.key = ?) d
    WHERE true
    AND d.rid > 0) d
  WHERE true) d
-- 1 values
