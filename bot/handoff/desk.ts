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
import { messageText } from '../domain/message-text.ts';
import { may, requireMay } from '../domain/permission.ts';
import { redactionOf } from '../domain/redaction.ts';
import { personHolds } from '../domain/ticket.ts';
import { mask } from '../policy/personal-data/mask.ts';
import type { HistoryFound, HistorySearch } from '../store/port.ts';
import { handling, unaudited, type ActingAgent, type Audited } from './audited.ts';
import { DeskSteps, type DeskParts } from './desk-steps.ts';
import { requireHandling, requireHolder } from './holding.ts';
import { inDeskOrder } from './queue.ts';
import * as refuse from './refusals.ts';

/** The most conversations that a search gives. Sane: 20 to 200; who looks for one refines the words. */
const mostFound = 50;

/** What agents do with conversations. Every change runs under the conversation's lock, so of two only one wins. */
export class HandoffDesk {
  readonly #parts: DeskParts;
  readonly #steps: DeskSteps;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#steps = new DeskSteps(parts);
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
    return this.#steps.change(id, audited, (current) => {
      if (current.desk.agentId === agent.id && current.desk.state !== 'closed') return current;
      if (current.desk.state === 'claimed' || current.desk.state === 'answered')
        throw refuse.alreadyClaimed(current);
      return this.#steps.step(current, 'claim', { agent, wordingId: 'desk-claimed' });
    });
  }

  /** Gives a conversation back to the queue, in its old place; a lead also one that another holds. */
  async release(id: string, agent: ActingAgent): Promise<Conversation> {
    return this.#steps.change(id, handling('release', agent), (current) => {
      requireHandling(current, agent, 'release');
      return this.#steps.step(current, 'release', { wordingId: 'desk-released' });
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
    return this.#steps.change(id, handling('transfer', agent, { to: to.agent.id }), (current) => {
      requireHandling(current, agent, 'transfer');
      if (to.agent.id === current.desk.agentId)
        throw to.agent.id === agent.id ? refuse.transferToSelf() : refuse.transferToHolder();
      const moved = this.#steps.step(current, 'transfer', { agent: to.agent, wordingId: 'desk-transferred' });
      return to.note ? this.#steps.withNote(moved, agent, to.note) : moved;
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
      const next = this.#steps.awaitReply(written);
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
    return this.#steps.change(id, unaudited, (current) => this.#steps.withNote(current, agent, text));
  }

  /**
   * Closes a conversation; closing a closed one is no error.
   * @param seenSeq the highest number that the agent has seen; null from programs that do not say
   * @throws AppError 409 `customer-wrote` when the customer wrote after it: a question must not be closed unread.
   */
  async close(id: string, agent: ActingAgent, seenSeq: number | null = null): Promise<Conversation> {
    return this.#steps.change(id, handling('close', agent), (current) => {
      if (current.desk.state === 'closed') return current;
      if (current.desk.agentId === null) requireMay(agent, 'close');
      else requireHandling(current, agent, 'close');
      if (seenSeq !== null) requireSeen(current, seenSeq);
      return this.#steps.end(current, 'close', 'desk-finished');
    });
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
