import type { Clock } from '../clock.ts';
import { actorOf } from '../domain/audit.ts';
import {
  append,
  isFromCustomer,
  lastSeq,
  type AgentMessage,
  type Conversation,
  type NewEvent,
} from '../domain/conversation.ts';
import { conversationNotFound, messageIdReused } from '../domain/conversation-errors.ts';
import { may, requireMay } from '../domain/permission.ts';
import { messageText } from '../domain/message-text.ts';
import { redactionOf, withoutContent, writtenBy, type RedactionRule } from '../domain/redaction.ts';
import { asksSurvey } from '../domain/survey.ts';
import { isExpired, personHolds, stepDesk, type DeskAction } from '../domain/ticket.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { closingDate } from '../policy/business-days.ts';
import { mask } from '../policy/personal-data/mask.ts';
import type {
  AttachmentPlace,
  AttachmentStore,
  ConversationStore,
  HistoryFound,
  HistorySearch,
} from '../store/port.ts';
import type { Auditing } from './auditing.ts';
import { bySystem, handling, unaudited, type ActingAgent, type Audited } from './audited.ts';
import { deskLine } from './desk-line.ts';
import { requireHandling, requireHolder } from './holding.ts';
import * as refuse from './refusals.ts';
import { inDeskOrder } from './queue.ts';
import type { Presence } from './presence.ts';

interface Parts {
  store: ConversationStore;
  attachments: AttachmentStore;
  clock: Clock;
  knowledge(): Knowledge;
  presence: Presence;
  audit: Auditing;
}

/** The most conversations that a search gives. Sane: 20 to 200; who looks for one refines the words. */
const mostFound = 50;

/** What agents do with conversations. Every change runs under the conversation's lock, so of two only one wins. */
export class HandoffDesk {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async list(): Promise<Conversation[]> {
    const open = await this.#parts.store.openAtDesk();
    return inDeskOrder(open.filter((conversation) => personHolds(conversation.desk.state)));
  }

  /**
   * Past and present conversations of the desk, the newest change of state first; at most 50. That it was
   * looked for is recorded, and not for what: that is a customer's name more often than not.
   */
  async search({ scope, text }: Omit<HistorySearch, 'limit'>, agent: ActingAgent): Promise<HistoryFound> {
    const details = { scope, withWords: text.trim() !== '' };
    await this.#parts.audit.note({ actor: actorOf(agent), act: 'history-searched', subject: null, details });
    return this.#parts.store.search({ scope, text, limit: mostFound });
  }

  /** @throws AppError 404 for an unknown id. */
  async find(id: string): Promise<Conversation> {
    const conversation = await this.#parts.store.load(id);
    if (!conversation) throw conversationNotFound();
    return conversation;
  }

  /**
   * Takes a waiting conversation. Of any number of concurrent claims exactly one wins; claiming one's own
   * again is no error.
   * @throws AppError 409 `already-claimed` naming the owner, 409 `not-waiting`.
   */
  async claim(id: string, agent: ActingAgent): Promise<Conversation> {
    requireMay(agent, 'claim');
    const audited = (): Audited => ({ actor: actorOf(agent), act: 'claim', details: {} });
    return this.#change(id, audited, (current) => {
      if (current.desk.agentId === agent.id && current.desk.state !== 'closed') return current;
      if (current.desk.state === 'claimed' || current.desk.state === 'answered')
        throw refuse.alreadyClaimed(current);
      return this.#step(current, 'claim', { agent, wordingId: 'desk-claimed' });
    });
  }

  /** Gives a conversation back to the queue, in its old place; a lead also one that another holds. */
  async release(id: string, agent: ActingAgent): Promise<Conversation> {
    return this.#change(id, handling('release', agent), (current) => {
      requireHandling(current, agent, 'release');
      return this.#step(current, 'release', { wordingId: 'desk-released' });
    });
  }

  /**
   * Hands a conversation to a colleague; the customer sees one line (N5), the note only agents. A lead also
   * hands on what another holds, to themself too.
   */
  async transfer(
    id: string,
    agent: ActingAgent,
    to: { agent: ActingAgent; note: string | null },
  ): Promise<Conversation> {
    if (!may(to.agent.role, 'answer')) throw refuse.receiverNotAtDesk();
    return this.#change(id, handling('transfer', agent, { to: to.agent.id }), (current) => {
      requireHandling(current, agent, 'transfer');
      if (to.agent.id === current.desk.agentId)
        throw to.agent.id === agent.id ? refuse.transferToSelf() : refuse.transferToHolder();
      const moved = this.#step(current, 'transfer', { agent: to.agent, wordingId: 'desk-transferred' });
      return to.note ? this.#withNote(moved, agent, to.note) : moved;
    });
  }

  /**
   * Answers the customer. A retry with the same id and text makes no second message.
   * @throws AppError 409 `customer-wrote` when the customer wrote after `seenSeq`, 409 `not-claimed` or
   * `already-claimed` when the agent does not hold the conversation, 422 `message-id-reused`.
   */
  async answer(
    id: string,
    agent: ActingAgent,
    message: { clientMessageId: string; text: string; seenSeq: number },
  ): Promise<{ message: AgentMessage; conversation: Conversation }> {
    requireMay(agent, 'answer');
    const masked = mask(messageText(message.text));
    return this.#parts.store.update(id, async (current) => {
      const earlier = findAnswer(current, agent.id, message.clientMessageId);
      if (earlier) {
        const removed = redactionOf(current.events, earlier.seq) !== null;
        if (!removed && earlier.text !== masked.text) throw messageIdReused();
        return { conversation: null, result: { message: earlier, conversation: current } };
      }
      requireHolder(current, agent, 'answer');
      requireSeen(current, message.seenSeq);
      const draft: NewEvent = {
        type: 'agent-message',
        clientMessageId: message.clientMessageId,
        agentId: agent.id,
        agentName: agent.name,
        text: masked.text,
        masked: [...new Set(masked.found.map((found) => found.type))],
      };
      const written = append(current, this.#parts.clock.now(), [draft]);
      const placed = written.events[current.events.length];
      if (placed?.type !== 'agent-message') throw new Error('the answer was not appended');
      const next = this.#awaitReply(written);
      return { conversation: next, result: { message: placed, conversation: next } };
    });
  }

  /**
   * The holder's conversation, for what concerns nobody else, such as that they are typing.
   * @throws AppError 404, 409 `not-claimed` or `already-claimed`.
   */
  async findHeld(id: string, agent: ActingAgent): Promise<Conversation> {
    const found = await this.find(id);
    requireHolder(found, agent, 'answer');
    return found;
  }

  async note(id: string, agent: ActingAgent, text: string): Promise<Conversation> {
    requireMay(agent, 'note');
    return this.#change(id, unaudited, (current) => this.#withNote(current, agent, text));
  }

  /**
   * Closes a conversation; closing a closed one is no error.
   * @param seenSeq the highest number that the agent has seen; null from programs that do not say
   * @throws AppError 409 `customer-wrote` when the customer wrote after it: a question must not be closed unread.
   */
  async close(id: string, agent: ActingAgent, seenSeq: number | null = null): Promise<Conversation> {
    return this.#change(id, handling('close', agent), (current) => {
      if (current.desk.state === 'closed') return current;
      if (current.desk.agentId === null) requireMay(agent, 'close');
      else requireHandling(current, agent, 'close');
      if (seenSeq !== null) requireSeen(current, seenSeq);
      return this.#end(current, 'close', 'desk-finished');
    });
  }

  /**
   * Removes the content of a message, of a survey's comment or of an attachment (N4). The transcript shows
   * that something was removed and by which rule; text, columns and the bytes of a picture are gone from
   * the store. When that fails half-way, the picture is shown to nobody any more, and doing it again ends it.
   */
  async redact(
    id: string,
    agent: ActingAgent,
    target: { seq: number; rule: RedactionRule },
  ): Promise<Conversation> {
    requireMay(agent, 'redact');
    const audited = (): Audited => ({ actor: actorOf(agent), act: 'redact', details: { ...target } });
    const { attachments, clock } = this.#parts;
    const picture = await this.#pictureAt(id, target.seq);
    if (picture) await attachments.doubt(picture);
    const redacted = await this.#change(id, audited, (current) => {
      if (!writtenBy(current.events[target.seq - 1])) throw refuse.notRedactable();
      if (redactionOf(current.events, target.seq)) return current;
      const mark: NewEvent = { type: 'redacted', on: target.seq, rule: target.rule, agentId: agent.id };
      return append(withoutContent(current, target.seq), clock.now(), [mark]);
    });
    if (picture) await attachments.remove(picture);
    return redacted;
  }

  /** Closes what was answered and not replied to (N6), when the date of closing is before `today` (ISO date, Japan). */
  async expire(id: string, today: string): Promise<Conversation> {
    return this.#change(id, bySystem('close', { cause: 'expired' }), (current) =>
      isExpired(current.desk, today) ? this.#end(current, 'expire', 'desk-expired') : current,
    );
  }

  /** Gives back a claim whose agent has gone, unless somebody is there for it again by now. */
  async reclaim(id: string): Promise<Conversation> {
    return this.#change(id, bySystem('release', { cause: 'abandoned' }), (current) =>
      this.#parts.presence.hasAbandoned(current.desk)
        ? this.#step(current, 'release', { wordingId: 'desk-released' })
        : current,
    );
  }

  /** Says that the desk has opened to who asked to be told (H8), once. */
  async tellOpening(id: string): Promise<Conversation> {
    return this.#change(id, unaudited, (current) => {
      if (!current.desk.tellAtOpening) return current;
      const said = append(current, this.#parts.clock.now(), [deskLine.openNow(this.#parts.knowledge())]);
      return { ...said, desk: { ...said.desk, tellAtOpening: false } };
    });
  }

  /** Where the bytes of the event `seq` are kept; null when it is no picture. */
  async #pictureAt(id: string, seq: number): Promise<AttachmentPlace | null> {
    const event = (await this.find(id)).events[seq - 1];
    if (event?.type !== 'attachment' || event.content.kind !== 'picture') return null;
    return { conversationId: id, id: event.content.id };
  }

  /**
   * The audit log is written when the change is decided, and before it is written, under the conversation's
   * lock: what cannot be recorded does not happen.
   */
  async #change(
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

  #step(
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
  #end(current: Conversation, action: 'close' | 'expire', wordingId: string): Conversation {
    const closed = this.#step(current, action, { wordingId });
    if (!asksSurvey(current.events)) return closed;
    return append(closed, this.#parts.clock.now(), [deskLine.survey(this.#parts.knowledge())]);
  }

  /** After an answer the customer's reply is awaited; the date of closing is said in advance (N6). */
  #awaitReply(current: Conversation): Conversation {
    const closesOn = closingDate(this.#parts.clock.now(), this.#parts.knowledge().calendar);
    if (current.desk.closesOn === closesOn) return current;
    return this.#step(current, 'answer', { wordingId: 'desk-answered', closesOn });
  }

  #withNote(current: Conversation, agent: ActingAgent, text: string): Conversation {
    const at = this.#parts.clock.now().toISOString();
    const note = { at, agentId: agent.id, agentName: agent.name, text: mask(messageText(text)).text };
    return { ...current, updatedAt: at, notes: [...current.notes, note] };
  }
}

const requireSeen = (current: Conversation, seenSeq: number): void => {
  const last = current.events.findLast(isFromCustomer);
  if (last && last.seq > seenSeq) throw refuse.customerWrote(lastSeq(current));
};

const findAnswer = (
  current: Conversation,
  agentId: string,
  clientMessageId: string,
): AgentMessage | undefined =>
  current.events
    .filter((event) => event.type === 'agent-message')
    .find((event) => event.agentId === agentId && event.clientMessageId === clientMessageId);
