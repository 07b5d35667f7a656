SELECT id, agent FROM agents ORDER BY id;
