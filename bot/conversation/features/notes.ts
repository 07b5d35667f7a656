import type { MaskType } from '../../domain/conversation.ts';
import { personHolds } from '../../domain/ticket.ts';
import { maskLabels } from '../../policy/personal-data/marks.ts';
import { messageSeq, type Turn } from '../turn.ts';

/** Tells what was masked in what the customer sent, and why (N4). */
export const tellMasked = (turn: Turn, types: readonly MaskType[]): void => {
  if (types.length === 0) return;
  turn.notice('masked', { masked: types.map((type) => maskLabels[type]).join('、') });
};

/** Tells what was masked in the message of this turn. */
export const noteMasked = (turn: Turn): void => {
  const seq = messageSeq(turn.input);
  if (seq === null) return;
  const message = turn.conversation.events[seq - 1];
  if (message?.type === 'customer-message') tellMasked(turn, message.masked);
};

const afterHours = 'desk-after-hours';

/**
 * Tells who writes to a person out of hours when that person will be back (H8): once until somebody
 * answers, so that it never piles up between the customer's own lines.
 */
export const noteAfterHours = (turn: Turn): void => {
  const { office } = turn.setting;
  if (office.open || !personHolds(turn.conversation.desk.state)) return;
  const { events } = turn.conversation;
  const answered = events.findLastIndex((event) => event.type === 'agent-message' || event.type === 'status');
  const said = events
    .slice(answered + 1)
    .some((event) => event.type === 'bot-message' && event.wording.id === afterHours);
  if (!said) turn.notice(afterHours, { opensAt: office.opensAtText });
};
