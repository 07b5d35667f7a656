DELETE FROM webhook_deliveries AS delivery
WHERE (next_at IS NULL AND started_at < $1)
   OR NOT EXISTS (SELECT FROM webhook_endpoints WHERE id = delivery.endpoint_id);
