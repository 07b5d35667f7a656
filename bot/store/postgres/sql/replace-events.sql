-- Events that stand there already and are changed, as when a message is redacted.
UPDATE events
SET event = changed.event
FROM json_array_elements($2::json) AS changed (event)
WHERE conversation_id = $1 AND seq = (changed.event ->> 'seq')::integer;
