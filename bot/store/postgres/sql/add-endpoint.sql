INSERT INTO webhook_endpoints (id, created_at, endpoint) VALUES ($1, $2, $3);
