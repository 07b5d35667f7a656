SELECT token, last_used_at FROM api_tokens ORDER BY id;
