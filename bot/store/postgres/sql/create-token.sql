INSERT INTO api_tokens (id, secret_hash, agent_id, token) VALUES ($1, $2, $3, $4);
