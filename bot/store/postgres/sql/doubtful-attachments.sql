SELECT conversation_id, id FROM attachments
WHERE in_doubt_since <= clock_timestamp() - $1 * interval '1 millisecond';
