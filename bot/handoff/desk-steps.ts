import type { Clock } from '../clock.ts';
import { append, type Conversation } from '../domain/conversation.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { messageText } from '../domain/message-text.ts';
import { asksSurvey } from '../domain/survey.ts';
import { stepDesk, type DeskAction } from '../domain/ticket.ts';
import { closingDate } from '../policy/business-days.ts';
import { mask } from '../policy/personal-data/mask.ts';
import type { ConversationStore } from '../store/port.ts';
import type { ActingAgent, Audited } from './audited.ts';
import type { Auditing } from './auditing.ts';
import { deskLine } from './desk-line.ts';
import type { Presence } from './presence.ts';
import * as refuse from './refusals.ts';

export interface DeskParts {
  store: ConversationStore;
  clock: Clock;
  knowledge(): Knowledge;
  presence: Presence;
  audit: Auditing;
}

/** What every change at the desk is made of, whoever makes it. */
export class DeskSteps {
  readonly #parts: DeskParts;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /**
   * The audit log is written when the change is decided, and before it is written, under the conversation's
   * lock: what cannot be recorded does not happen.
   */
  async change(
    id: string,
    auditedAs: (current: Conversation) => Audited | null,
    change: (current: Conversation) => Conversation,
  ): Promise<Conversation> {
    return this.#parts.store.update(id, async (current) => {
      const next = change(current);
      if (next === current) return { conversation: null, result: current };
      const audited = auditedAs(current);
      if (audited) await this.#parts.audit.record({ ...audited, subject: `conversation:${id}` });
      return { conversation: next, result: next };
    });
  }

  step(
    current: Conversation,
    action: DeskAction,
    how: { agent?: ActingAgent; wordingId: string; closesOn?: string },
  ): Conversation {
    const at = this.#parts.clock.now();
    const { agent, closesOn } = how;
    const desk = stepDesk(current.desk, {
      action,
      at,
      ...(agent ? { agent } : {}),
      ...(closesOn ? { closesOn } : {}),
    });
    if (!desk) throw refuse.notAllowedIn(current.desk.state, action);
    if (agent) this.#parts.presence.seen(agent.id);
    const line = deskLine.status(this.#parts.knowledge(), how.wordingId, {
      before: current.desk,
      desk,
      action,
    });
    return append({ ...current, desk }, at, [line]);
  }

  /** Closes, and asks how it was where a person had it (N7): in one write, so that no crash parts the two. */
  end(current: Conversation, action: 'close' | 'expire', wordingId: string): Conversation {
    const closed = this.step(current, action, { wordingId });
    if (!asksSurvey(current.events)) return closed;
    return append(closed, this.#parts.clock.now(), [deskLine.survey(this.#parts.knowledge())]);
  }

  /** After an answer the customer's reply is awaited; the date of closing is said in advance (N6). */
  awaitReply(current: Conversation): Conversation {
    const closesOn = closingDate(this.#parts.clock.now(), this.#parts.knowledge().calendar);
    if (current.desk.closesOn === closesOn) return current;
    return this.step(current, 'answer', { wordingId: 'desk-answered', closesOn });
  }

  withNote(current: Conversation, agent: ActingAgent, text: string): Conversation {
    const at = this.#parts.clock.now().toISOString();
    const note = { at, agentId: agent.id, agentName: agent.name, text: mask(messageText(text)).text };
    return { ...current, updatedAt: at, notes: [...current.notes, note] };
  }
}
