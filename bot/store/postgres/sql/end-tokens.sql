DELETE FROM api_tokens WHERE agent_id = $1;
