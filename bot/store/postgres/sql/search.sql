-- Looks at the $3 newest of the scope and gives those ($4 at most) in which every word of $2 occurs. The
-- first row says whether there are older ones that were not looked at.
WITH newest AS MATERIALIZED (
  SELECT id, desk_changed_at, searched, revision || '/' || xmin AS version
  FROM conversations
  WHERE desk_changed_at IS NOT NULL AND ($1 = 'all' OR state = 'closed')
  ORDER BY desk_changed_at DESC, id
  LIMIT $3 + 1
), looked_at AS (
  SELECT * FROM newest ORDER BY desk_changed_at DESC, id LIMIT $3
), found AS (
  SELECT id, version, desk_changed_at
  FROM looked_at
  -- strpos and not LIKE: a word is a word, whatever signs are in it.
  WHERE NOT EXISTS (SELECT FROM unnest($2::text[]) AS word WHERE strpos(searched, word) = 0)
  ORDER BY desk_changed_at DESC, id
  LIMIT $4
)
SELECT older.left_out, found.id, found.version
FROM (SELECT count(*) > $3 AS left_out FROM newest) AS older LEFT JOIN found ON true
ORDER BY found.desk_changed_at DESC, found.id;
