SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body
FROM resource r
WHERE r.type = 95 AND r.op < 3 AND true
AND EXISTS (SELECT 1
FROM idx_quantity x
WHERE x.rid = r.rid AND (x.key = ? AND false OR x.key = ? AND false)
OFFSET 0)
ORDER BY r.rid DESC
LIMIT 21
