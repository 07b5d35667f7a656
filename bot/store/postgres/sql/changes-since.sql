-- What may have changed since the look before, and where the next look begins. A change is missed by no
-- order of commits: all transactions below xmin had ended when this statement began, so the next look
-- begins there and reads again what was under way. Read twice is harmless, missed is not. What is above
-- xmax comes from another server, by a restored dump, and is no news. A removed conversation has no number.
SELECT
  pg_snapshot_xmin(pg_current_snapshot())::text AS next,
  (
    SELECT coalesce(json_agg(json_build_array(id, revision, last_seq, at_desk) ORDER BY changed_in), '[]')
    FROM (
      SELECT id, revision, last_seq, desk_changed_at IS NOT NULL AS at_desk, changed_in FROM conversations
      WHERE changed_in >= $1::xid8 AND changed_in < pg_snapshot_xmax(pg_current_snapshot())
      UNION ALL
      SELECT conversation_id, revision, NULL, true, removed_in FROM removals
      WHERE removed_in >= $1::xid8 AND removed_in < pg_snapshot_xmax(pg_current_snapshot())
    ) AS changed
  ) AS changes;
