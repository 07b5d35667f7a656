import type { Conversation, ConversationEvent } from '../../domain/conversation.ts';
import { japanDate, japanIso } from '../../policy/japan-time.ts';
import type { Occurrence } from './occurrence.ts';
import { judgedReply } from './question-outcome.ts';

type When = Pick<Occurrence, 'date' | 'hour'>;

const whenOf = (at: Date): When => ({ date: japanDate(at), hour: Number(japanIso(at).slice(11, 13)) });

/** Everything in a conversation that is counted, in its order; nothing of one in which the customer said nothing. */
export const occurrencesOf = (conversation: Conversation): Occurrence[] => {
  const first = conversation.events.find(({ type }) => type === 'customer-message');
  if (!first) return [];
  const begun: Occurrence = { ...whenOf(new Date(first.at)), kind: 'conversation' };
  return [begun, ...new Walk(conversation).occurrences()];
};

class Walk {
  readonly #conversation: Conversation;
  /** When the customer joined the queue; null while they are not in it. */
  #queuedAt: Date | null = null;
  /** True from joining the queue to the first answer. */
  #unserved = false;

  constructor(conversation: Conversation) {
    this.#conversation = conversation;
  }

  occurrences(): Occurrence[] {
    return this.#conversation.events.flatMap((event) => this.#step(event, new Date(event.at)));
  }

  #step(event: ConversationEvent, at: Date): Occurrence[] {
    switch (event.type) {
      case 'customer-message':
        return this.#question(event, at);
      case 'status':
        return this.#status(event.cause, at);
      case 'agent-message':
        return this.#answered(at);
      case 'feedback':
        return [{ ...whenOf(at), kind: 'feedback', helpful: event.helpful }];
      case 'survey':
        return [{ ...whenOf(at), kind: 'score', score: event.score }];
      default:
        return [];
    }
  }

  #question(message: Extract<ConversationEvent, { type: 'customer-message' }>, at: Date): Occurrence[] {
    // A picked choice is the answer to a question back, and no question of its own.
    if (message.choice !== undefined) return [];
    const judged = judgedReply(this.#conversation, message);
    if (!judged) return [];
    return [{ ...whenOf(at), kind: 'question', outcome: judged.outcome, topic: judged.reply.topic }];
  }

  #status(cause: Extract<ConversationEvent, { type: 'status' }>['cause'], at: Date): Occurrence[] {
    const since = this.#queuedAt;
    if (cause === 'request') {
      this.#queuedAt = at;
      this.#unserved = true;
      return [{ ...whenOf(at), kind: 'queued' }];
    }
    if (cause === 'leave') {
      this.#queuedAt = null;
      return [{ ...whenOf(at), kind: 'left' }];
    }
    // Given back and taken again is one wait: the customer has waited since the beginning.
    if (cause !== 'claim' || since === null) return [];
    this.#queuedAt = null;
    return [{ ...whenOf(at), kind: 'waited', since: since.getTime(), until: at.getTime() }];
  }

  #answered(at: Date): Occurrence[] {
    if (!this.#unserved) return [];
    this.#unserved = false;
    return [{ ...whenOf(at), kind: 'served' }];
  }
}
