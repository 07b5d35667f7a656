SELECT id, endpoint FROM webhook_endpoints ORDER BY created_at, id;
