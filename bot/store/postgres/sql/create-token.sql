INSERT INTO api_tokens (id, secret_hash, agent_id, last_used_at, token) VALUES ($1, $2, $3, $4, $5);
