import type { Conversation, Intake } from '../../domain/conversation.ts';
import { personHolds } from '../../domain/ticket.ts';
import { isErrorReport } from '../dialogues/intake.ts';
import { handoffDecision } from '../judge.ts';
import type { Turn } from '../turn.ts';
import { respond } from './respond.ts';

/**
 * The intake is done: into the queue, first in, first out (H3). The office is asked again, because it
 * may have closed while the customer was writing (H8: never queued outside staffed hours).
 */
export const enterQueue = (turn: Turn, intake: Intake): void => {
  turn.amend({ intake });
  const { decision, scene } = handoffDecision(turn.setting, turn.conversation);
  turn.say(respond(decision, scene));
  if (decision.outcome.outcome !== 'queued') return;
  turn.moveDesk({ action: 'request', at: turn.setting.now }, 'desk-queued');
  if (isErrorReport(intake)) turn.notice('desk-investigation');
  const { cutOff } = turn.setting;
  if (!cutOff) return;
  turn.notice(cutOff.answer === 'later-today' ? 'desk-cut-off-break' : 'desk-cut-off-day', {
    opensAt: cutOff.opensAtText,
  });
};

/** Leaves the queue; does nothing when not waiting. */
export const leaveQueue = (turn: Turn): Conversation => {
  turn.moveDesk({ action: 'leave', at: turn.setting.now }, 'desk-left-queue');
  return turn.conversation;
};

/** Keeps the wish to be told of the opening (H8); only where a person could be asked for then. */
export const tellAtOpening = (turn: Turn): Conversation => {
  const { desk } = turn.conversation;
  const { office, eligibility } = turn.setting;
  if (office.open || !eligibility.eligible || desk.tellAtOpening || personHolds(desk.state))
    return turn.conversation;
  turn.amend({ desk: { ...desk, tellAtOpening: true } });
  turn.notice('desk-will-tell', { opensAt: office.opensAtText });
  return turn.conversation;
};
