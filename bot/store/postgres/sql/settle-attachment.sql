UPDATE attachments SET in_doubt_since = NULL WHERE conversation_id = $1 AND id = $2;
