-- A message is acknowledged when it is on disk, whatever this database is set to. Stronger settings stay.
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
