INSERT INTO attachments (conversation_id, id, bytes, in_doubt_since) VALUES ($1, $2, $3, clock_timestamp());
