-- Of several instances that start at once, one migrates and the others wait; ends with the transaction.
-- The number is arbitrary and ours alone.
SELECT pg_advisory_xact_lock(7296113004);
