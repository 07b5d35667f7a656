INSERT INTO agents (id, agent) VALUES ($1, $2)
ON CONFLICT (id) DO UPDATE SET agent = excluded.agent;
