-- A hint is lost with its server anyway, and must not wait for the disk.
SET synchronous_commit TO off;
