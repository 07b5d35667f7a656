UPDATE attachments SET in_doubt_since = clock_timestamp() WHERE conversation_id = $1 AND id = $2;
