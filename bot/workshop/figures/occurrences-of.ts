import type { Conversation, ConversationEvent } from '../../domain/conversation.ts';
import type { Calendar } from '../../domain/knowledge.ts';
import { staffedMinutesBetween } from '../../policy/staffed-time.ts';
import { endingOf } from './ending.ts';
import type { Occurrence } from './occurrence.ts';
import { judgedReply } from './question-outcome.ts';

/** A conversation that moved within this time may still go on, and has no ending yet (12 to 72 h). */
const settledAfterMs = 24 * 60 * 60_000;

/** Everything in a conversation that is counted, in its order. */
export const occurrencesOf = (
  conversation: Conversation,
  { calendar, now }: { calendar: Calendar; now: Date },
): Occurrence[] => {
  const first = conversation.events.find(({ type }) => type === 'customer-message');
  if (!first) return [];
  const begun: Occurrence = { at: new Date(first.at), kind: 'conversation' };
  const walked = new Walk(conversation, calendar).occurrences();
  const settled = now.getTime() - new Date(conversation.updatedAt).getTime() >= settledAfterMs;
  const ending = settled ? endingOf(conversation) : null;
  return [begun, ...walked, ...(ending ? [{ at: begun.at, kind: 'ended', as: ending } as const] : [])];
};

class Walk {
  readonly #conversation: Conversation;
  readonly #calendar: Calendar;
  /** When the customer joined the queue; null while they are not in it. */
  #queuedAt: Date | null = null;
  /** True from joining the queue to the first answer. */
  #unserved = false;

  constructor(conversation: Conversation, calendar: Calendar) {
    this.#conversation = conversation;
    this.#calendar = calendar;
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
        return [{ at, kind: 'feedback', helpful: event.helpful, articleId: this.#articleOf(event.on) }];
      case 'survey':
        return [{ at, kind: 'score', score: event.score }];
      default:
        return [];
    }
  }

  #question(message: Extract<ConversationEvent, { type: 'customer-message' }>, at: Date): Occurrence[] {
    // A picked choice is the answer to a question back, and no question of its own.
    if (message.choice !== undefined) return [];
    const judged = judgedReply(this.#conversation, message);
    if (!judged) return [];
    const { topic, articleId } = judged.reply;
    return [{ at, kind: 'question', outcome: judged.outcome, topic, articleId }];
  }

  #status(cause: Extract<ConversationEvent, { type: 'status' }>['cause'], at: Date): Occurrence[] {
    const since = this.#queuedAt;
    if (cause === 'request') {
      this.#queuedAt = at;
      this.#unserved = true;
      return [{ at, kind: 'queued' }];
    }
    if (cause === 'leave') {
      this.#queuedAt = null;
      return [{ at, kind: 'left' }];
    }
    // Given back and taken again is one wait: the customer has waited since the beginning.
    if (cause !== 'claim' || since === null) return [];
    this.#queuedAt = null;
    return [{ at, kind: 'waited', minutes: staffedMinutesBetween(since, at, this.#calendar) }];
  }

  #answered(at: Date): Occurrence[] {
    if (!this.#unserved) return [];
    this.#unserved = false;
    return [{ at, kind: 'served' }];
  }

  #articleOf(seq: number): string | null {
    const event = this.#conversation.events[seq - 1];
    return event?.type === 'bot-message' ? event.articleId : null;
  }
}
