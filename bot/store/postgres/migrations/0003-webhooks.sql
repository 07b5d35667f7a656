-- Where webhooks go, with the secrets that sign them.
CREATE TABLE webhook_endpoints (
  id text PRIMARY KEY,
  created_at timestamptz NOT NULL,
  endpoint json NOT NULL
);

-- Webhooks on their way: inserted in the transaction of the change that they tell of, gone when delivered.
CREATE TABLE webhook_deliveries (
  id text PRIMARY KEY,
  -- No reference: an instance may queue for an endpoint that was removed a moment ago, and a customer's turn
  -- must not fail for that. What is left over is tidied away.
  endpoint_id text NOT NULL,
  -- Whoever deletes a conversation deletes what would still be told of it.
  conversation_id text NOT NULL REFERENCES conversations ON DELETE CASCADE,
  seq integer NOT NULL,
  event json NOT NULL,
  started_at timestamptz NOT NULL,
  attempts integer NOT NULL,
  -- Null: given up. Taking one moves this to the end of the taker's time.
  next_at timestamptz,
  last_failure text
);

CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint_id, next_at);
-- For the order within a conversation, and to forget a conversation.
CREATE INDEX webhook_deliveries_lines ON webhook_deliveries (conversation_id, endpoint_id, seq);
