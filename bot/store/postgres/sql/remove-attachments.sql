WITH removed AS (DELETE FROM attachments WHERE conversation_id = $1 RETURNING 1)
SELECT count(*)::integer AS removed FROM removed;
