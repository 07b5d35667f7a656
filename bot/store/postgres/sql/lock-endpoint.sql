SELECT id, endpoint FROM webhook_endpoints WHERE id = $1 FOR UPDATE;
