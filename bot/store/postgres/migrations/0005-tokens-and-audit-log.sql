-- Tokens of programs. "agent_id" is null for those that belong to no account.
CREATE TABLE api_tokens (
  id text PRIMARY KEY,
  secret_hash text NOT NULL UNIQUE,
  agent_id text,
  last_used_at timestamptz,
  token json NOT NULL
);

CREATE INDEX api_tokens_of_agent ON api_tokens (agent_id);

-- The audit log: rows that are only added to. "at" is text, since its characters are part of the hash.
CREATE TABLE audit_log (
  number bigint PRIMARY KEY CHECK (number > 0),
  at text NOT NULL,
  actor text NOT NULL,
  act text NOT NULL,
  subject text,
  details json NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL
);

CREATE INDEX audit_log_by_actor ON audit_log (actor, number);
CREATE INDEX audit_log_by_subject ON audit_log (subject, number);

-- The end of the chain. Its lock makes the instances add one after the other; and that rows are missing at
-- the end of the table shows by it.
CREATE TABLE audit_head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  number bigint NOT NULL,
  hash text NOT NULL
);
INSERT INTO audit_head (number, hash) VALUES (0, repeat('0', 64));

-- Against accidents: who may change the tables can take this away first, and is then found out by the hashes.
CREATE FUNCTION refuse_to_change_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of audit_log are never changed or removed';
END
$$;

CREATE TRIGGER audit_log_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_audit_log();
