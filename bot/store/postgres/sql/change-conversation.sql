-- Under the row's lock: the head anew, and the events ($8) that the change adds.
WITH added AS (
  INSERT INTO events (conversation_id, seq, event)
  SELECT $1, (event ->> 'seq')::integer, event FROM json_array_elements($8::json) AS event
)
UPDATE conversations
SET revision = revision + 1, last_seq = $2, state = $3, needs_desk = $4, desk_changed_at = $5, searched = $6,
    head = $7, changed_in = pg_current_xact_id()
WHERE id = $1
RETURNING revision, revision || '/' || xmin AS version;
