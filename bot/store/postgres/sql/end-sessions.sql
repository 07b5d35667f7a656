DELETE FROM sessions WHERE agent_id = $1;
