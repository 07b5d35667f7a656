-- The next $4 after ($2, $3) that changed last at $1 or later.
SELECT id, changed_at FROM conversations
WHERE changed_at >= $1 AND (changed_at, id) > ($2, $3)
ORDER BY changed_at, id
LIMIT $4;
