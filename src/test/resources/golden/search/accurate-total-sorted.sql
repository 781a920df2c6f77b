SELECT page.*, (SELECT count(*)
FROM (SELECT d.rid
FROM (SELECT d.rid
FROM (SELECT x.rid
FROM idx_token x
WHERE x.key = ? AND x.sys = ?) d
WHERE true AND d.rid > 0) d
WHERE true) d)
FROM (SELECT r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, p.s0
FROM (SELECT *
FROM (SELECT r.rid, (SELECT max(x.lo)
FROM idx_date x
WHERE x.rid = r.rid AND x.key = ?) AS s0
FROM (SELECT d.rid
FROM (SELECT d.rid
FROM (SELECT x.rid
FROM idx_token x
WHERE x.key = ? AND x.sys = ?) d
WHERE true AND d.rid > 0) d
WHERE true) r
OFFSET 0) q
ORDER BY q.s0 DESC NULLS LAST, q.rid DESC
LIMIT 21) p
JOIN resource r ON r.rid = p.rid
ORDER BY p.s0 DESC NULLS LAST, p.rid DESC) page
