-- $1: agents, $2: how many ms ago each was seen. By the server's clock, which all instances share.
INSERT INTO signs_of_life (agent_id, seen_at)
SELECT agent_id, now() - ms_ago * interval '1 millisecond'
FROM unnest($1::text[], $2::float8[]) AS sign (agent_id, ms_ago)
-- In one order, so that instances that tell of the same agents never wait for each other in a circle.
ORDER BY agent_id
ON CONFLICT (agent_id) DO UPDATE SET seen_at = greatest(signs_of_life.seen_at, excluded.seen_at);
