-- No row when the id is taken.
WITH created AS (
  INSERT INTO conversations
    (id, revision, last_seq, state, needs_desk, desk_changed_at, searched, head, changed_in)
  VALUES ($1, 1, $2, $3, $4, $5, $6, $7, pg_current_xact_id())
  ON CONFLICT (id) DO NOTHING
  RETURNING id, revision, revision || '/' || xmin AS version
), added AS (
  INSERT INTO events (conversation_id, seq, event)
  SELECT created.id, (event ->> 'seq')::integer, event FROM created, json_array_elements($8::json) AS event
)
SELECT revision, version FROM created;
