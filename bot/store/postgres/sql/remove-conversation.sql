-- Under the row's lock; its events go with it. Who runs into a removal that another removes just now, leaves it.
WITH gone AS (
  DELETE FROM conversations WHERE id = $1 RETURNING id, revision
), forgotten AS (
  DELETE FROM removals WHERE conversation_id IN (
    SELECT conversation_id FROM removals
    WHERE removed_at < now() - interval '1 day' AND conversation_id <> $1
    FOR UPDATE SKIP LOCKED
  )
)
INSERT INTO removals (conversation_id, revision, removed_in, removed_at)
SELECT id, revision + 1, pg_current_xact_id(), now() FROM gone
ON CONFLICT (conversation_id) DO UPDATE
SET revision = excluded.revision, removed_in = excluded.removed_in, removed_at = excluded.removed_at
RETURNING revision;
