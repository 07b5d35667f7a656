-- The bytes of pictures. A row goes with its conversation.
CREATE TABLE attachments (
  conversation_id text NOT NULL REFERENCES conversations ON DELETE CASCADE,
  id text NOT NULL,
  bytes bytea NOT NULL,
  -- Since when it is not known whether an event names the bytes; null once that is settled.
  in_doubt_since timestamptz,
  PRIMARY KEY (conversation_id, id)
);

-- What is a picture is compressed already: trying again only takes time.
ALTER TABLE attachments ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE INDEX attachments_in_doubt ON attachments (in_doubt_since) WHERE in_doubt_since IS NOT NULL;
