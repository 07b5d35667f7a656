SELECT token, last_used_at FROM api_tokens WHERE secret_hash = $1;
