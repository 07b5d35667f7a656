import type { AgentEventView, ConversationView } from '../wire-types.ts';

const isWritten = (event: AgentEventView): boolean => event.type === 'message' && event.from !== 'bot';

/** What an event says about an earlier one, applied to that one. */
const amend = (event: AgentEventView, amendment: AgentEventView): AgentEventView => {
  if (!('on' in amendment) || amendment.on !== event.seq) return event;
  if (event.type === 'survey' && amendment.type === 'redacted') {
    return { ...event, comment: '', masked: [], redacted: amendment.rule };
  }
  if (event.type === 'attachment' && amendment.type === 'redacted') {
    return { ...event, picture: null, columns: null, masked: [], redacted: amendment.rule };
  }
  if (event.type !== 'message') return event;
  if (amendment.type === 'feedback' && event.from === 'bot') return { ...event, helpful: amendment.helpful };
  if (amendment.type === 'redacted' && event.from !== 'bot') {
    return { ...event, text: '', masked: [], redacted: amendment.rule };
  }
  return event;
};

/**
 * Adds events to those that are known: in order, each once, whatever came twice or late. A removal
 * or a customer's feedback also changes the event it speaks of, which the server does not send again.
 */
export const mergeEvents = (
  known: readonly AgentEventView[],
  added: readonly AgentEventView[],
): AgentEventView[] => {
  const bySeq = new Map(known.map((event) => [event.seq, event]));
  for (const event of added) bySeq.set(event.seq, event);
  const amendments = [...bySeq.values()].filter((event) => 'on' in event);
  return [...bySeq.values()]
    .toSorted((a, b) => a.seq - b.seq)
    .map((event) => amendments.reduce(amend, event));
};

/** Sequence numbers are contiguous from 1: a hole means that something was missed and all is to be read again. */
export const hasHole = (events: readonly AgentEventView[]): boolean =>
  events.some((event, index) => event.seq !== index + 1);

/** A conversation read again from `after` on, joined with what is known of it. */
export const mergeConversation = (
  known: ConversationView | null,
  read: ConversationView,
): ConversationView =>
  known === null || known.conversationId !== read.conversationId
    ? { ...read, events: mergeEvents([], read.events) }
    : { ...read, events: mergeEvents(known.events, read.events) };

export const lastSeqOf = (events: readonly AgentEventView[]): number => events.at(-1)?.seq ?? 0;

const isFromCustomer = (event: AgentEventView): boolean =>
  event.type === 'attachment' || (event.type === 'message' && event.from === 'customer');

/** What the customer wrote or sent after `seq`. */
export const customerMessagesAfter = (events: readonly AgentEventView[], seq: number): AgentEventView[] =>
  events.filter((event) => event.seq > seq && isFromCustomer(event));

/** True when the transcript holds the message that was sent under this id, so that a lost acknowledgement does no harm. */
export const holdsMessage = (events: readonly AgentEventView[], clientMessageId: string): boolean =>
  events.some(
    (event) => isWritten(event) && 'clientMessageId' in event && event.clientMessageId === clientMessageId,
  );
