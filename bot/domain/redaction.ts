import type { z } from 'zod';
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

type Written = Extract<ConversationEvent, { type: 'customer-message' | 'agent-message' | 'survey' }>;

/** What a person wrote of their own: the content that staff can remove. Null for every other event. */
export const writtenBy = (event: ConversationEvent | undefined): Written | null => {
  if (event?.type === 'customer-message' || event?.type === 'agent-message') return event;
  return event?.type === 'survey' && event.comment !== null ? event : null;
};

const emptied = (event: Written): Written =>
  event.type === 'survey' ? { ...event, comment: removed } : { ...event, text: removed };

/**
 * The conversation without the text of one message or comment (N4): not in itself, nor in the intake or
 * a dialogue in progress, which keep the same words as answers. The event stays in its place, empty.
 */
export const withoutContent = (conversation: Conversation, seq: number): Conversation => {
  const target = writtenBy(conversation.events[seq - 1]);
  if (!target) return conversation;
  const text = folded(target.type === 'survey' ? (target.comment ?? '') : target.text);
  const { intake, dialogueState } = conversation;
  const kept = (answer: string | null): string | null =>
    answer !== null && folded(answer) === text ? null : answer;
  return {
    ...conversation,
    events: conversation.events.map((event) => (event === target ? emptied(target) : event)),
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
