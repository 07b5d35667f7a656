-- "first" by the row as it was under its lock: of two instances one is told.
WITH before AS (SELECT id, last_used_at FROM api_tokens WHERE id = $1 FOR UPDATE)
UPDATE api_tokens SET last_used_at = $2 FROM before WHERE api_tokens.id = before.id
RETURNING before.last_used_at IS NULL AS first;
