import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';
import {
  append,
  isFromCustomer,
  lastSeq,
  type Conversation,
  type ConversationEvent,
  type CustomerMessage,
  type MaskType,
} from '../domain/conversation.ts';
import { conversationNotFound, messageIdReused } from '../domain/conversation-errors.ts';
import type { Customer } from '../domain/customer.ts';
import { longestComment, messageText } from '../domain/message-text.ts';
import { redactionOf } from '../domain/redaction.ts';
import { customerReplied, newDesk, personHolds } from '../domain/ticket.ts';
import { mask } from '../policy/personal-data/mask.ts';
import type { ConversationStore } from '../store/port.ts';
import type { Bot } from './bot.ts';
import type { BrainSource } from './brain.ts';
import { giveFeedback } from './features/feedback.ts';
import { leaveQueue, tellAtOpening } from './features/queue.ts';
import { noteAfterHours, noteMasked } from './features/notes.ts';
import { takeSurvey } from './features/survey.ts';
import { settingFor } from './judge.ts';
import { Turn, type TurnInput } from './turn.ts';

/** Where things worth counting and logging go; never with a customer's text. */
export interface ConversationObserver {
  turnDone(kind: string, seconds: number): void;
  turnFailed(conversationId: string, error: unknown): void;
}

interface Parts {
  store: ConversationStore;
  bot: Bot;
  brain: BrainSource;
  clock: Clock;
  /** An unguessable id, base64url. */
  randomId(): string;
  observer: ConversationObserver;
}

/** What was appended, and the number it reaches to. */
export interface Appended {
  events: ConversationEvent[];
  seq: number;
  /** The whole, for presenters. */
  conversation: Conversation;
}

/** A message taken, and what was answered. */
export interface Taken {
  message: CustomerMessage;
  replies: ConversationEvent[];
  seq: number;
  conversation: Conversation;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const sameHash = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

/** The page the customer is on, as it is kept: a path, too, may hold an e-mail address. */
const onPage = (conversation: Conversation, pageUrl: string | null): Conversation =>
  pageUrl === null ? conversation : { ...conversation, pageUrl: mask(pageUrl).text };

/** The customers' side of conversations: opening, writing, asking for a person, feedback, the survey. */
export class Conversations {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async open(
    customer: Customer,
    pageUrl: string | null,
  ): Promise<{ conversation: Conversation; token: string }> {
    const { clock, randomId, store } = this.#parts;
    const token = randomId();
    const at = clock.now().toISOString();
    const conversation: Conversation = {
      id: randomId(),
      tokenHash: hashOf(token),
      customer,
      openedAt: at,
      updatedAt: at,
      pageUrl: null,
      desk: newDesk,
      intake: null,
      events: [],
      notes: [],
      dialogueState: {},
    };
    const opened = onPage(conversation, pageUrl);
    await store.create(opened);
    return { conversation: opened, token };
  }

  /**
   * The conversation that the token opens.
   * @throws AppError 404 for an unknown id and for another conversation's token alike.
   */
  async authorise(id: string, token: string): Promise<Conversation> {
    const conversation = await this.#parts.store.load(id);
    if (!conversation || !sameHash(conversation.tokenHash, hashOf(token))) throw conversationNotFound();
    return conversation;
  }

  /**
   * Takes a message, masked, and what the bot answers; both are durable when it resolves, in one write.
   * A retry with the same id and text gets the first answer.
   * @throws AppError 400 for a bad text, 422 `message-id-reused` for the same id with another text.
   */
  async post(
    id: string,
    message: { clientMessageId: string; text: string; choice: string | null; pageUrl?: string | null },
  ): Promise<Taken> {
    const { clientMessageId, choice, pageUrl = null } = message;
    const { text, found } = mask(messageText(message.text));
    return this.#parts.store.update(id, async (current) => {
      const earlier = findMessage(current, clientMessageId);
      if (earlier) return { conversation: null, result: answerAgain(current, earlier, { text, choice }) };
      const started = process.hrtime.bigint();
      const opened = append(onPage(current, pageUrl), this.#parts.clock.now(), [
        {
          type: 'customer-message',
          clientMessageId,
          text,
          masked: typesOf(found),
          ...(choice === null ? {} : { choice }),
          repliesUpTo: lastSeq(current) + 1,
        },
      ]);
      const seq = lastSeq(opened);
      const input: TurnInput =
        choice === null ? { kind: 'question', text, seq } : { kind: 'choice', articleId: choice, text, seq };
      const done = closeTurn(await this.#run(opened, input), seq);
      this.#observe(done, seq, started);
      return { conversation: done, result: answerOf(done, seq) };
    });
  }

  /** The button for a person (E1–E3, H8). Does nothing when a person already has the conversation. */
  async requestHandoff(id: string, pageUrl: string | null = null): Promise<Appended> {
    return this.#change(id, async (current) =>
      personHolds(current.desk.state)
        ? current
        : this.#run(onPage(current, pageUrl), { kind: 'handoff-request' }),
    );
  }

  async leaveQueue(id: string): Promise<Appended> {
    return this.#change(id, async (current) => leaveQueue(this.#turn(current, { kind: 'act' })));
  }

  /** Asks to be told when the desk opens (H8). */
  async tellAtOpening(id: string): Promise<Appended> {
    return this.#change(id, async (current) => tellAtOpening(this.#turn(current, { kind: 'act' })));
  }

  /** @throws AppError 422 `not-an-answer` when `seq` is no message of the bot. */
  async feedback(id: string, on: number, helpful: boolean): Promise<Appended> {
    return this.#change(id, async (current) =>
      giveFeedback(this.#turn(current, { kind: 'act' }), { on, helpful }),
    );
  }

  /**
   * The answer to the survey at the last closing (N7), its comment masked. The same answer again gets the same reply.
   * @throws AppError 400 for a bad comment, 409 when there is nothing to answer or it was answered otherwise.
   */
  async survey(id: string, answer: { score: number; comment: string | null }): Promise<Appended> {
    const { score } = answer;
    const { text, found } = mask(answer.comment === null ? '' : messageText(answer.comment, longestComment));
    const comment = answer.comment === null ? null : text;
    const masked = typesOf(found);
    return this.#parts.store.update(id, async (current) => {
      const next = takeSurvey(this.#turn(current, { kind: 'act' }), { score, comment, masked });
      const given = next.events.filter((event) => event.type === 'survey').slice(-1);
      return {
        conversation: next === current ? null : next,
        result: { events: given, seq: given[0]?.seq ?? lastSeq(next), conversation: next },
      };
    });
  }

  async #change(id: string, change: (current: Conversation) => Promise<Conversation>): Promise<Appended> {
    return this.#parts.store.update(id, async (current) => {
      const next = await change(current);
      const events = next.events.slice(current.events.length);
      return {
        conversation: next === current ? null : next,
        result: { events, seq: lastSeq(next), conversation: next },
      };
    });
  }

  #turn(conversation: Conversation, input: TurnInput): Turn {
    const { brain, clock } = this.#parts;
    return new Turn(conversation, input, settingFor(brain.current(), conversation.customer, clock.now()));
  }

  /** One turn. When the bot fails in it, the customer's message stays and an apology is the answer. */
  async #run(conversation: Conversation, input: TurnInput): Promise<Conversation> {
    const turn = this.#turn(conversation, input);
    try {
      await this.#play(turn);
      return turn.conversation;
    } catch (error) {
      this.#parts.observer.turnFailed(conversation.id, error);
      const apology = this.#turn(conversation, input);
      // A dialogue that failed is not gone on with: it would fail again at every message.
      apology.amend({ dialogueState: {} });
      apology.notice('trouble');
      return apology.conversation;
    }
  }

  async #play(turn: Turn): Promise<void> {
    noteMasked(turn);
    const { desk } = turn.conversation;
    if (desk.state === 'closed') turn.moveDesk({ action: 'reopen', at: turn.setting.now }, 'desk-reopened');
    if (!personHolds(desk.state)) return this.#parts.bot.run(turn);
    // While a person holds the conversation the bot is silent: the message goes to them.
    turn.amend({ desk: customerReplied(desk) });
    noteAfterHours(turn);
  }

  #observe(conversation: Conversation, seq: number, started: bigint): void {
    // The last of the turn: notices, such as that something was masked, stand before the answer.
    const answer = conversation.events.slice(seq).findLast((event) => event.type === 'bot-message');
    const kind = answer?.type === 'bot-message' ? answer.kind : 'to-person';
    this.#parts.observer.turnDone(kind, Number(process.hrtime.bigint() - started) / 1e9);
  }
}

const typesOf = (found: readonly { type: MaskType }[]): MaskType[] => [
  ...new Set(found.map(({ type }) => type)),
];

/** @throws AppError 422 for the id of an attachment */
const findMessage = (conversation: Conversation, clientMessageId: string): number | null => {
  const earlier = conversation.events.find(
    (event) => isFromCustomer(event) && event.clientMessageId === clientMessageId,
  );
  if (earlier?.type === 'attachment') throw messageIdReused();
  return earlier?.seq ?? null;
};

/** Notes on the customer's message how far its turn reached. */
const closeTurn = (conversation: Conversation, seq: number): Conversation => ({
  ...conversation,
  events: conversation.events.map((event) =>
    event.seq === seq && event.type === 'customer-message'
      ? { ...event, repliesUpTo: lastSeq(conversation) }
      : event,
  ),
});

const answerOf = (conversation: Conversation, seq: number): Taken => {
  const message = conversation.events[seq - 1];
  if (message?.type !== 'customer-message') throw conversationNotFound();
  const replies = conversation.events.slice(seq, message.repliesUpTo);
  return { message, replies, seq: message.repliesUpTo, conversation };
};

// Compared masked: what was masked is not kept, not even as a hash, which could be guessed back.
const answerAgain = (
  conversation: Conversation,
  seq: number,
  { text, choice }: { text: string; choice: string | null },
): Taken => {
  const answer = answerOf(conversation, seq);
  const removed = redactionOf(conversation.events, seq) !== null;
  const sameText = removed || answer.message.text === text;
  if (sameText && (answer.message.choice ?? null) === choice) return answer;
  throw messageIdReused();
};
