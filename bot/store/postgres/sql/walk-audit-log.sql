SELECT number::float8 AS number, at, actor, act, subject, details, previous_hash, hash
FROM audit_log
WHERE number > $1
ORDER BY number
LIMIT $2;
