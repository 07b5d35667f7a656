-- Whole conversations; one statement sees one moment, so head and events belong together.
SELECT
  id,
  revision || '/' || xmin AS version,
  last_seq,
  head,
  (SELECT coalesce(json_agg(event ORDER BY seq), '[]') FROM events WHERE conversation_id = id) AS events
FROM conversations
WHERE id = ANY ($1::text[]);
