-- Under the head's lock: the rows of $1, and the new head.
WITH added AS (
  INSERT INTO audit_log (number, at, actor, act, subject, details, previous_hash, hash)
  SELECT (entry ->> 'number')::bigint, entry ->> 'at', entry ->> 'actor', entry ->> 'act', entry ->> 'subject',
         entry -> 'details', entry ->> 'previousHash', entry ->> 'hash'
  FROM json_array_elements($1::json) AS entry
)
UPDATE audit_head SET number = $2, hash = $3;
