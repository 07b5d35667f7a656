import type { Attachment } from '../../domain/conversation.ts';
import { customerReplied } from '../../domain/ticket.ts';
import type { Turn } from '../turn.ts';
import { noteAfterHours, tellMasked } from './notes.ts';

/** Hands what the customer sent to the person who has the conversation, as a message of theirs is handed. */
export const takeAttachment = (turn: Turn, sent: Omit<Attachment, 'seq' | 'at'>): void => {
  turn.record(sent);
  tellMasked(turn, sent.masked);
  turn.amend({ desk: customerReplied(turn.conversation.desk) });
  noteAfterHours(turn);
};
