CREATE TABLE agents (
  id text PRIMARY KEY,
  agent json NOT NULL
);

-- No reference to agents: whoever removes an agent ends the sessions, and the store's other adapters keep
-- a session whose agent is not there, too.
CREATE TABLE sessions (
  id_hash text PRIMARY KEY,
  agent_id text NOT NULL,
  expires_at timestamptz NOT NULL,
  session json NOT NULL
);

CREATE INDEX sessions_of_agent ON sessions (agent_id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- When each agent last did something, at whichever instance: by it claims are given back.
CREATE TABLE signs_of_life (
  agent_id text PRIMARY KEY,
  seen_at timestamptz NOT NULL
);
