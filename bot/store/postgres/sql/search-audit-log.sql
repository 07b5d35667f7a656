-- Each of $1 to $5 may be null, which is whatever it is.
SELECT number::float8 AS number, at, actor, act, subject, details, previous_hash, hash
FROM audit_log
WHERE ($1::text[] IS NULL OR act = ANY ($1))
  AND ($2::text IS NULL OR actor = $2)
  AND ($3::text IS NULL OR subject = $3)
  AND ($4::text IS NULL OR at >= $4)
  AND ($5::bigint IS NULL OR number < $5)
ORDER BY number DESC
LIMIT $6;
