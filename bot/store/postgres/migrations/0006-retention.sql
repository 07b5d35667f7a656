-- By whom and by when conversations are found, for removing and exporting them. Generated, so that an instance
-- of the version before, which writes neither, fills them all the same while both run side by side.
--
-- The texts \u0000 and \ud… (half of a pair) in "head" cannot be made a text, and would refuse the whole row.
-- For such a one "customer" is null, for "not known", and "changed_at" is '', which is before everything: who
-- selects by them looks at the conversation itself before doing anything.
ALTER TABLE conversations
  -- The host product's id of the person; '' for who was not logged in.
  ADD COLUMN customer text GENERATED ALWAYS AS (
    CASE WHEN strpos(head::text, '\u0000') = 0 AND strpos(head::text, '\ud') = 0
    THEN coalesce(head #>> '{customer,subject}', '') END
  ) STORED,
  -- "updatedAt", an instant as ISO 8601 in UTC. Text, since reading it as an instant depends on the session.
  ADD COLUMN changed_at text COLLATE "C" GENERATED ALWAYS AS (
    CASE WHEN strpos(head::text, '\u0000') = 0 AND strpos(head::text, '\ud') = 0
    THEN coalesce(head ->> 'updatedAt', '') ELSE '' END
  ) STORED;

CREATE INDEX conversations_of_customer ON conversations (customer, id) WHERE customer IS DISTINCT FROM '';
CREATE INDEX conversations_by_age ON conversations (changed_at, id);

-- What was removed, so that other instances forget it, too: they find changes by looking, and a row that is
-- not there is no change. Kept for a day.
CREATE TABLE removals (
  conversation_id text PRIMARY KEY,
  revision integer NOT NULL,
  removed_in xid8 NOT NULL,
  removed_at timestamptz NOT NULL
);
CREATE INDEX removals_changes ON removals (removed_in);
CREATE INDEX removals_by_age ON removals (removed_at);
