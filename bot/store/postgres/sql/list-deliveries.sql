SELECT * FROM webhook_deliveries
WHERE endpoint_id = $1 AND (next_at IS NULL OR NOT $2)
ORDER BY started_at, conversation_id, seq
LIMIT $3;
