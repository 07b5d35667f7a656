import { z } from 'zod';
import { personHolds } from '../domain/ticket.ts';
import type { Conversation } from '../domain/conversation.ts';
import { added, contentsOf, type Counts } from './counts.ts';
import { erase, type Holdings } from './erase.ts';
import { loadReadable } from './load-readable.ts';

/** A host product's id of a person, as a signed identity may have it (web/identity.ts). */
export const subjectSchema = z.string().min(1).max(200);

export const forgetRequestSchema = z.strictObject({
  /** `sub` of the person's identity. */
  customer: subjectSchema,
  /** Also what a person at the desk holds, or will hold. */
  evenAtDesk: z.boolean(),
  /** Removes nothing, and says what would be. */
  dryRun: z.boolean(),
});
export type ForgetRequest = z.infer<typeof forgetRequestSchema>;

export const forgottenSchema = z.strictObject({
  /** False when nothing was to be removed, or nothing may be because of `atDesk`. */
  removed: z.boolean(),
  /** Ids of the conversations that were removed, or would be. */
  conversations: z.array(z.string()),
  /** What that is, by kind. */
  counts: z.record(z.string(), z.int()),
  /** Ids of those that stay, because they are at the desk now. While there are any, all others stay as well. */
  atDesk: z.array(z.string()),
  /** Names of what cannot be read, so that nobody knows whether it is this person's. It stays. */
  unreadable: z.array(z.string()),
});
export type Forgotten = z.infer<typeof forgottenSchema>;

/**
 * Removes everything that is held on one person: their conversations and what hangs on these. First it looks for
 * all of it; what the desk has in hand stops it before anything is removed, unless `evenAtDesk`. Cut short, it
 * is begun again and finds the rest.
 */
export const forgetCustomer = async (holdings: Holdings, request: ForgetRequest): Promise<Forgotten> => {
  const found = await look(holdings, request);
  if (request.dryRun || found.conversations.length === 0 || found.atDesk.length > 0) return found;
  const gone: Forgotten = { ...found, removed: true, conversations: [], counts: {} };
  for (const id of found.conversations) {
    const counts = await erase(holdings, id, (current) => {
      if (mayGo(current, request)) return true;
      // It has come to the desk since it was looked at.
      if (isOf(current, request)) gone.atDesk.push(id);
      return false;
    });
    if (counts === null) continue;
    gone.conversations.push(id);
    gone.counts = added(gone.counts, counts);
  }
  return gone;
};

const look = async (holdings: Holdings, request: ForgetRequest): Promise<Forgotten> => {
  const found: Forgotten = { removed: false, conversations: [], counts: {}, atDesk: [], unreadable: [] };
  for await (const { ids, unreadable } of holdings.store.select({ customer: request.customer })) {
    found.unreadable.push(...unreadable);
    for (const id of ids) await lookAt(holdings, request, { id, found });
  }
  return found;
};

const lookAt = async (
  holdings: Holdings,
  request: ForgetRequest,
  { id, found }: { id: string; found: Forgotten },
): Promise<void> => {
  const conversation = await loadReadable(holdings.store, id);
  if (conversation === 'unreadable') found.unreadable.push(id);
  else if (conversation && mayGo(conversation, request)) {
    found.conversations.push(id);
    found.counts = added(
      added(found.counts, contentsOf(conversation)),
      await countRemains(holdings, conversation),
    );
  } else if (conversation && isOf(conversation, request)) found.atDesk.push(id);
};

const countRemains = async ({ remains }: Holdings, conversation: Conversation): Promise<Counts> => {
  let counts: Counts = {};
  for (const each of remains) counts = added(counts, { [each.kind]: await each.count(conversation) });
  return counts;
};

const isOf = (conversation: Conversation, { customer }: ForgetRequest): boolean =>
  conversation.customer.subject === customer;

const mayGo = (conversation: Conversation, request: ForgetRequest): boolean =>
  isOf(conversation, request) && (request.evenAtDesk || !personHolds(conversation.desk.state));
