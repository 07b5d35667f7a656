-- Where the first look for changes begins.
SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS next;
