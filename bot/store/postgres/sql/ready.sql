-- Writes, since a standby or a full disk shows in nothing less.
UPDATE readiness SET asked_at = now() RETURNING one;
