import type { z } from 'zod';
import { emptiedContent } from './attachment.ts';
import type { Conversation, ConversationEvent } from './conversation.ts';

/** Why staff removed what somebody wrote (N4). */
export type RedactionRule = Extract<ConversationEvent, { type: 'redacted' }>['rule'];

type Json = z.core.util.JSONType;

const removed = '';

/** By which rule an event's content was removed; null when it was not. */
export const redactionOf = (events: readonly ConversationEvent[], seq: number): RedactionRule | null => {
  const mark = events.find((event) => event.type === 'redacted' && event.on === seq);
  return mark?.type === 'redacted' ? mark.rule : null;
};

/** The intake keeps answers folded and trimmed, so both sides are before they are compared. */
const folded = (text: string): string => text.normalize('NFKC').trim();

const withoutText = (value: Json, text: string): Json => {
  if (typeof value === 'string') return folded(value) === text ? removed : value;
  if (Array.isArray(value)) return value.map((item) => withoutText(item, text));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutText(item, text)]));
};

type Written = Extract<
  ConversationEvent,
  { type: 'customer-message' | 'agent-message' | 'survey' | 'attachment' }
>;

/** What a person wrote or sent of their own: the content that staff can remove. Null for every other event. */
export const writtenBy = (event: ConversationEvent | undefined): Written | null => {
  if (event?.type === 'customer-message' || event?.type === 'agent-message') return event;
  if (event?.type === 'attachment') return event;
  return event?.type === 'survey' && event.comment !== null ? event : null;
};

const emptied = (event: Written): Written => {
  if (event.type === 'survey') return { ...event, comment: removed };
  if (event.type === 'attachment') return { ...event, content: emptiedContent(event.content), masked: [] };
  return { ...event, text: removed };
};

/** The words of an event as they may stand elsewhere, too; null when nothing of it can. */
const wordsOf = (event: Written): string | null => {
  if (event.type === 'attachment') return null;
  return folded(event.type === 'survey' ? (event.comment ?? '') : event.text);
};

/**
 * The conversation without the content of one message, comment or attachment (N4): not in itself, nor in
 * the intake or a dialogue in progress, which keep the same words as answers. The event stays in its place,
 * empty; the bytes of a picture are its store's to remove.
 */
export const withoutContent = (conversation: Conversation, seq: number): Conversation => {
  const target = writtenBy(conversation.events[seq - 1]);
  if (!target) return conversation;
  const events = conversation.events.map((event) => (event === target ? emptied(target) : event));
  const text = wordsOf(target);
  return { ...conversation, events, ...(text === null ? {} : withoutWords(conversation, text)) };
};

const withoutWords = (
  { intake, dialogueState }: Conversation,
  text: string,
): Pick<Conversation, 'intake' | 'dialogueState'> => {
  const kept = (answer: string | null): string | null =>
    answer !== null && folded(answer) === text ? null : answer;
  return {
    intake: intake && {
      subject: kept(intake.subject),
      employeeNumber: kept(intake.employeeNumber),
      pageUrl: kept(intake.pageUrl),
      whatWasDone: kept(intake.whatWasDone),
    },
    dialogueState: Object.fromEntries(
      Object.entries(dialogueState).map(([key, state]) => [key, withoutText(state, text)]),
    ),
  };
};
