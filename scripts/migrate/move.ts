import { keptPictures } from '../../bot/domain/attachment.ts';
import { lastSeq } from '../../bot/domain/conversation.ts';
import { needsDesk } from '../../bot/domain/ticket.ts';
import { hasHappened } from '../../bot/domain/webhook-events.ts';
import type { Conversation } from '../../bot/domain/conversation.ts';
import { AppError } from '../../bot/errors.ts';
import { deskChangedAt } from '../../bot/store/history-search.ts';
import type { FolderReader } from '../../bot/store/lowdb/read-folder.ts';
import type { Stores } from '../../bot/store/port.ts';

export interface Moved {
  conversations: number;
  events: number;
  /** Of the conversations: those that the desk serves now, and those that were ever there. */
  atDesk: number;
  inHistory: number;
  agents: number;
  pictures: number;
  endpoints: number;
  /** Webhooks that were not delivered yet, or were given up. */
  deliveries: number;
  tokens: number;
  /** Conversations, agents, tokens and endpoints whose id was there already: those stay as they are. */
  alreadyThere: number;
  /** What could not be read, by the reason. */
  unreadable: string[];
}

/**
 * Copies a data folder's conversations, agents and webhooks into another store. Desk and history follow from the
 * conversations. Each is durable when it is counted, so a move that was cut short is begun again.
 */
export const move = async (from: FolderReader, into: Stores): Promise<Moved> => {
  const moved: Moved = {
    conversations: 0,
    events: 0,
    atDesk: 0,
    inHistory: 0,
    agents: 0,
    endpoints: 0,
    deliveries: 0,
    pictures: 0,
    tokens: 0,
    alreadyThere: 0,
    unreadable: [],
  };
  await moveAccounts(from, into, moved);
  await from.forEach(
    async (conversation) => {
      const isNew = await created(into, conversation);
      // A move that was cut short may have left pictures behind; only what is there tells which are wanted.
      const wanted = isNew ? conversation : await into.conversations.load(conversation.id);
      if (wanted) moved.pictures += await movePictures(from, into, wanted);
      if (!isNew) {
        moved.alreadyThere += 1;
        return;
      }
      moved.conversations += 1;
      moved.events += lastSeq(conversation);
      if (needsDesk(conversation.desk)) moved.atDesk += 1;
      if (deskChangedAt(conversation) !== null) moved.inHistory += 1;
    },
    (error) => moved.unreadable.push(reasonOf(error)),
  );
  await moveWebhooks(from, into, moved);
  return moved;
};

/** After the conversations, without which no webhook can stand. */
const moveWebhooks = async (from: FolderReader, into: Stores, moved: Moved): Promise<void> => {
  const there = new Set((await into.endpoints.list()).map(({ id }) => id));
  for (const endpoint of await from.endpoints()) {
    if (there.has(endpoint.id)) {
      moved.alreadyThere += 1;
      continue;
    }
    await into.endpoints.add(endpoint);
    moved.endpoints += 1;
  }
  await from.forEachDelivery(
    async (delivery) => {
      const conversation = await into.conversations.load(delivery.event.data.conversationId);
      if (!conversation || !hasHappened(delivery.event, conversation)) return;
      await into.outbox.add([delivery]);
      moved.deliveries += 1;
    },
    (error) => moved.unreadable.push(reasonOf(error)),
  );
};

const moveAccounts = async (from: FolderReader, into: Stores, moved: Moved): Promise<void> => {
  for (const agent of await from.agents()) {
    if (await into.agents.findAgent(agent.id)) {
      moved.alreadyThere += 1;
      continue;
    }
    await into.agents.saveAgent(agent);
    moved.agents += 1;
  }
  for (const token of await from.tokens()) {
    if (await into.tokens.findToken(token.secretHash)) {
      moved.alreadyThere += 1;
      continue;
    }
    await into.tokens.createToken(token);
    moved.tokens += 1;
  }
};

const created = async (into: Stores, conversation: Conversation): Promise<boolean> => {
  try {
    await into.conversations.create(conversation);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'conversation-exists') return false;
    throw error;
  }
};

/** The pictures of a conversation that are not there yet, and their number. */
const movePictures = async (
  from: FolderReader,
  into: Stores,
  { id, events }: Conversation,
): Promise<number> => {
  let count = 0;
  for (const picture of keptPictures(events)) {
    const place = { conversationId: id, id: picture.id };
    const bytes = (await into.attachments.read(place)) ? null : await from.picture(place);
    if (!bytes) continue;
    await into.attachments.put(place, bytes);
    await into.attachments.settle(place);
    count += 1;
  }
  return count;
};

/** The cause names the file. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
};
