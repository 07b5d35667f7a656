-- $1: deliveries. What is there already stays, so that a move that was cut short can be begun again.
INSERT INTO webhook_deliveries
  (id, endpoint_id, conversation_id, seq, event, started_at, attempts, next_at, last_failure)
SELECT
  delivery ->> 'id',
  delivery ->> 'endpointId',
  delivery #>> '{event,data,conversationId}',
  (delivery #>> '{event,data,seq}')::integer,
  delivery -> 'event',
  (delivery ->> 'startedAt')::timestamptz,
  (delivery ->> 'attempts')::integer,
  (delivery ->> 'nextAt')::timestamptz,
  delivery ->> 'lastFailure'
FROM json_array_elements($1::json) AS delivery
ON CONFLICT (id) DO NOTHING;
