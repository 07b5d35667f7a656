-- A failed attempt of $1. Those behind it in its line are put off as long ($3), so that nobody looks at them
-- in vain; given up (no $3), it lets them go at once.
WITH noted AS (
  UPDATE webhook_deliveries
  SET attempts = $2, next_at = $3, last_failure = $4
  WHERE id = $1 AND next_at IS NOT NULL
  RETURNING conversation_id, endpoint_id, seq
)
UPDATE webhook_deliveries AS behind
SET next_at = coalesce($3, behind.started_at)
FROM noted
WHERE behind.conversation_id = noted.conversation_id
  AND behind.endpoint_id = noted.endpoint_id
  AND behind.seq > noted.seq
  AND behind.next_at IS NOT NULL;
