import { append, lastSeq } from '../domain/conversation.ts';
import type { Conversation, NewEvent, QuickReply } from '../domain/conversation.ts';
import type { Eligibility } from '../domain/decision.ts';
import type { OfficeState } from '../domain/office.ts';
import { stepDesk, type DeskStep } from '../domain/ticket.ts';
import type { CutOff } from '../policy/office-hours.ts';
import { wordingText, type PlaceholderValues } from '../knowledge/wording-text.ts';
import type { Brain } from './brain.ts';
import { inReplyTo, reply, type Reply } from '../domain/reply.ts';

/** What the customer did: wrote, picked an offered article, or pressed the button for a person. */
export type TurnInput =
  | { kind: 'question'; text: string; seq: number }
  | { kind: 'choice'; articleId: string; text: string; seq: number }
  | { kind: 'handoff-request' }
  /** Feedback, leaving the queue and the like, which no dialogue or event of the bot takes. */
  | { kind: 'act' };

/** The number of the message that the customer wrote; null when they wrote none. */
export const messageSeq = (input: TurnInput): number | null => ('seq' in input ? input.seq : null);

export interface TurnSetting {
  now: Date;
  brain: Brain;
  office: OfficeState;
  eligibility: Eligibility;
  /** Set shortly before a break or the day's end (H4). */
  cutOff: CutOff | null;
}

/** One move of the customer and everything the bot makes of it; the aggregate grows as it goes. */
export class Turn {
  readonly setting: TurnSetting;
  readonly input: TurnInput;
  #conversation: Conversation;

  constructor(conversation: Conversation, input: TurnInput, setting: TurnSetting) {
    this.#conversation = conversation;
    this.input = input;
    this.setting = setting;
  }

  get conversation(): Conversation {
    return this.#conversation;
  }

  say(replies: readonly Reply[]): void {
    const seq = messageSeq(this.input);
    this.#append(replies.map((draft) => (seq === null ? draft : inReplyTo(seq, draft))));
  }

  /** A line of a dialogue by the id of its wording. */
  sayLine(wordingId: string, quickReplies: QuickReply[]): void {
    this.say([reply('dialogue', wordingText(this.setting.brain.knowledge, wordingId), { quickReplies })]);
  }

  /** A notice that stands beside the bot's answers, such as a cut-off notice (H4). */
  notice(wordingId: string, values: PlaceholderValues = {}): void {
    this.say([reply('notice', wordingText(this.setting.brain.knowledge, wordingId, values))]);
  }

  /** Moves the conversation at the desk and shows the approved line for it. False when not allowed now. */
  moveDesk(step: DeskStep, wordingId: string): boolean {
    const before = this.#conversation;
    const desk = stepDesk(before.desk, step);
    if (!desk) return false;
    const text = wordingText(this.setting.brain.knowledge, wordingId);
    this.#conversation = { ...before, desk };
    this.#append([
      {
        type: 'status',
        from: before.desk.state,
        to: desk.state,
        cause: step.action,
        agentId: null,
        agentName: null,
        ...text,
      },
    ]);
    return true;
  }

  /** Appends an event as it is. */
  record(event: NewEvent): void {
    this.#append([event]);
  }

  amend(change: Partial<Pick<Conversation, 'intake' | 'dialogueState' | 'desk'>>): void {
    this.#conversation = { ...this.#conversation, ...change };
  }

  /** The article that was answered right before this turn, for follow-ups; null when something else came between. */
  previousArticleId(): string | null {
    const own = messageSeq(this.input) ?? lastSeq(this.#conversation) + 1;
    const before = this.#conversation.events.filter(
      (event) => event.seq < own && event.type === 'bot-message',
    );
    const last = before.at(-1);
    return last?.type === 'bot-message' && last.kind === 'answer' ? last.articleId : null;
  }

  #append(events: readonly NewEvent[]): void {
    this.#conversation = append(this.#conversation, this.setting.now, events);
  }
}
