DELETE FROM sessions WHERE expires_at <= $1 RETURNING id_hash;
