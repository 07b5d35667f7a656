SELECT agent_id, extract(epoch FROM now() - seen_at)::float8 * 1000 AS ms_ago FROM signs_of_life;
