-- Conversations: what is looked for stands in columns, all else in "head", and each event in a row of its
-- own, so that a turn writes what it adds and not the whole conversation. "json" and not "jsonb": it keeps
-- every text as it was given.
CREATE TABLE conversations (
  id text PRIMARY KEY,
  -- Counts the changes; with xmin it tells an instance whether what it has in memory is still the newest.
  revision integer NOT NULL,
  last_seq integer NOT NULL,
  state text NOT NULL,
  needs_desk boolean NOT NULL,
  -- Null for what never was at the desk; so is "searched", in which words are looked for.
  desk_changed_at timestamptz,
  searched text,
  head json NOT NULL,
  -- The transaction of the last change. Numbers of a sequence are not given in the order of the commits, so
  -- that who reads "what came after n" misses what commits late; see sql/changes-since.sql.
  changed_in xid8 NOT NULL
);

CREATE INDEX conversations_at_desk ON conversations (id) WHERE needs_desk;
CREATE INDEX conversations_history ON conversations (desk_changed_at DESC, id) WHERE desk_changed_at IS NOT NULL;
CREATE INDEX conversations_changes ON conversations (changed_in);

-- The key is the promise that no number is given twice.
CREATE TABLE events (
  conversation_id text NOT NULL REFERENCES conversations ON DELETE CASCADE,
  seq integer NOT NULL CHECK (seq > 0),
  event json NOT NULL,
  PRIMARY KEY (conversation_id, seq)
);

-- One row, written to learn whether writing works.
CREATE TABLE readiness (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  asked_at timestamptz NOT NULL
);
INSERT INTO readiness (asked_at) VALUES (now());
