-- The next of its line, put off while this one failed, may go at once.
WITH removed AS (
  DELETE FROM webhook_deliveries WHERE id = $1 RETURNING conversation_id, endpoint_id, seq
)
UPDATE webhook_deliveries AS delivery
SET next_at = delivery.started_at
FROM removed
WHERE delivery.id = (
  SELECT behind.id
  FROM webhook_deliveries AS behind
  WHERE behind.conversation_id = removed.conversation_id
    AND behind.endpoint_id = removed.endpoint_id
    AND behind.seq > removed.seq
    AND behind.next_at IS NOT NULL
  ORDER BY behind.seq
  LIMIT 1
);
