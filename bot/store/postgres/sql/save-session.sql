INSERT INTO sessions (id_hash, agent_id, expires_at, session) VALUES ($1, $2, $3, $4)
ON CONFLICT (id_hash) DO UPDATE
SET agent_id = excluded.agent_id, expires_at = excluded.expires_at, session = excluded.session;
