UPDATE webhook_deliveries SET started_at = $2, next_at = $2, attempts = 0, last_failure = NULL
WHERE id = $1
RETURNING id;
