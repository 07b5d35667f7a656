SELECT id_hash, session FROM sessions WHERE id_hash = $1;
