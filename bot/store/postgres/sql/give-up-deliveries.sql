UPDATE webhook_deliveries SET next_at = NULL, last_failure = $2
WHERE endpoint_id = $1 AND next_at IS NOT NULL
RETURNING id;
