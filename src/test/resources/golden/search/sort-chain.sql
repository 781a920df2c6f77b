SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, p.s0
FROM (SELECT *
FROM (SELECT r.rid, (SELECT min((SELECT min(x.norm)
FROM idx_string x
WHERE x.rid = c0.rid AND x.key = ANY (?)))
FROM idx_reference x
JOIN resource c0 ON c0.fkey = x.target
WHERE x.rid = r.rid AND x.path = ANY (?) AND c0.op <> 3 AND true) AS s0
FROM (SELECT d.rid
FROM (SELECT DISTINCT d.rid
FROM (SELECT x.rid
FROM idx_string x
WHERE x.key = ? AND x.norm >= ? AND x.norm < ?
UNION ALL SELECT x.rid
FROM idx_string x
WHERE x.key = ? AND x.norm >= ? AND x.norm < ?) d
WHERE true AND d.rid > 0) d
WHERE true) d
JOIN resource r ON r.rid = d.rid
WHERE r.type = 101 AND r.op < 3 AND true
OFFSET 0) q
ORDER BY q.s0 ASC NULLS LAST, q.rid ASC
LIMIT 21) p
JOIN resource r ON r.rid = p.rid
ORDER BY p.s0 ASC NULLS LAST, p.rid ASC
