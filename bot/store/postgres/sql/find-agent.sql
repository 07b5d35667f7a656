SELECT id, agent FROM agents WHERE id = $1;
