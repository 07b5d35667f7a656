-- One of endpoint $1 that is due at $2, for the caller alone until $3. Only the first of its conversation's
-- line may go. One that another instance is just taking is passed over and not waited for.
WITH due AS (
  SELECT id
  FROM webhook_deliveries AS delivery
  WHERE endpoint_id = $1
    AND next_at <= $2
    AND NOT EXISTS (
      SELECT
      FROM webhook_deliveries AS earlier
      WHERE earlier.conversation_id = delivery.conversation_id
        AND earlier.endpoint_id = delivery.endpoint_id
        AND earlier.seq < delivery.seq
        AND earlier.next_at IS NOT NULL
    )
  ORDER BY next_at
  LIMIT 1
  FOR UPDATE SKIP LOCKED
)
UPDATE webhook_deliveries AS delivery
SET next_at = $3
FROM due
WHERE delivery.id = due.id
RETURNING delivery.*;
