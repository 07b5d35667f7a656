-- The next $3 after $2, those included of which the customer is not known (migration 0006).
SELECT id FROM conversations
WHERE (customer = $1 OR customer IS NULL) AND customer IS DISTINCT FROM '' AND id > $2
ORDER BY id
LIMIT $3;
