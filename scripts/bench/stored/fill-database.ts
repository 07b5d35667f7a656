import { Client } from 'pg';
import { append, type Conversation } from '../../../bot/domain/conversation.ts';
import { conversationValues } from '../../../bot/store/postgres/rows.ts';

/** Conversations that travel in one statement. */
const atOnce = 200;

const insertConversations = `
  INSERT INTO conversations (id, revision, last_seq, state, needs_desk, desk_changed_at, searched, head, changed_in)
  SELECT id, 1, last_seq, state, needs_desk, desk_changed_at, searched, head::json, pg_current_xact_id()
  FROM unnest($1::text[], $2::int[], $3::text[], $4::bool[], $5::timestamptz[], $6::text[], $7::text[])
    AS made (id, last_seq, state, needs_desk, desk_changed_at, searched, head)`;
const insertEvents = `
  INSERT INTO events (conversation_id, seq, event)
  SELECT id, (event ->> 'seq')::integer, event
  FROM unnest($1::text[], $2::text[]) AS made (id, events), json_array_elements(events::json) AS event`;

/** Fills the tables that a store has made, many conversations at a time. */
export const fillDatabase = async (url: string, conversations: Iterable<Conversation>): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  let portion: Conversation[] = [];
  const insert = async (): Promise<void> => {
    const rows = portion.map((conversation) => conversationValues(conversation, conversation.events));
    portion = [];
    const columns = Array.from({ length: 8 }, (_, column) => rows.map((row) => row[column]));
    await client.query(insertConversations, columns.slice(0, 7));
    await client.query(insertEvents, [columns[0], columns[7]]);
  };
  for (const conversation of conversations) {
    portion.push(append(conversation, new Date(conversation.updatedAt), []));
    if (portion.length === atOnce) await insert();
  }
  if (portion.length > 0) await insert();
  await client.query('ANALYZE');
  await client.end();
};
