import { SettableClock } from '../../bot/clock.ts';
import { Bot } from '../../bot/conversation/bot.ts';
import type { Brain } from '../../bot/conversation/brain.ts';
import { Conversations } from '../../bot/conversation/conversations.ts';
import type { Conversation } from '../../bot/domain/conversation.ts';
import { Auditing } from '../../bot/handoff/auditing.ts';
import { HandoffDesk } from '../../bot/handoff/desk.ts';
import type { DeskParts } from '../../bot/handoff/desk-steps.ts';
import { DeskUpkeep } from '../../bot/handoff/upkeep.ts';
import { Presence } from '../../bot/handoff/presence.ts';
import { sweep } from '../../bot/handoff/sweep.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import { administrator } from '../conversation/desk-scene.ts';

/** What a fault that is planted on purpose changes of a program; tests of the test. */
export interface Fault {
  /** Called after each act of the desk, with what it was and on which conversation. */
  after?(program: Program, act: string, id: string): Promise<void>;
  /** How far the sweep's clock is fast (ms). */
  fastMs?: number;
}

/** The store that outlives restarts, and the objects over it that do not. */
export class Program {
  readonly #base = { now: () => new Date(0) };
  readonly #brain: Brain;
  readonly fault: Fault;
  readonly clock = new SettableClock(this.#base);
  readonly #stores = memoryStores((error) => {
    throw error;
  });
  readonly store = this.#stores.conversations;
  readonly failures: unknown[] = [];
  /** Milliseconds of the clock that signs of life are measured with. */
  monotonicMs = 0;
  presence: Presence;
  desk: HandoffDesk;
  conversations: Conversations;
  #ids = 0;

  constructor(brain: Brain, fault: Fault) {
    this.#brain = brain;
    this.fault = fault;
    this.presence = this.#newPresence();
    this.desk = new HandoffDesk(this.#deskParts());
    this.conversations = this.#newConversations();
  }

  /** Ends and starts the program: everything but the store is new. */
  restart(): void {
    this.presence = this.#newPresence();
    this.desk = new HandoffDesk(this.#deskParts());
    this.conversations = this.#newConversations();
  }

  newId(): string {
    this.#ids += 1;
    return `conversation-or-message-${this.#ids}`;
  }

  async open(): Promise<string> {
    return (await this.conversations.open(administrator, null)).conversation.id;
  }

  async load(id: string): Promise<Conversation> {
    const found = await this.store.load(id);
    if (!found) throw new Error(`conversation ${id} is lost`);
    return found;
  }

  async say(id: string, text: string): Promise<void> {
    await this.conversations.post(id, { clientMessageId: this.newId(), text, choice: null });
    await this.fault.after?.(this, 'say', id);
  }

  async sweep(): Promise<void> {
    const { clock, fault } = this;
    await sweep({
      store: this.store,
      upkeep: new DeskUpkeep(this.#deskParts()),
      presence: this.presence,
      clock: { now: () => new Date(clock.now().getTime() + (fault.fastMs ?? 0)) },
      calendar: () => this.#brain.knowledge.calendar,
      failed: (_id, error) => void this.failures.push(error),
    });
  }

  #newPresence(): Presence {
    return new Presence(() => this.monotonicMs);
  }

  #deskParts(): DeskParts {
    const knowledge = () => this.#brain.knowledge;
    const { clock, presence, store } = this;
    const audit = new Auditing(this.#stores.audit, (error) => void this.failures.push(error));
    return { store, clock, knowledge, presence, audit };
  }

  #newConversations(): Conversations {
    return new Conversations({
      store: this.store,
      bot: new Bot(),
      brain: { current: () => this.#brain },
      clock: this.clock,
      randomId: () => this.newId(),
      observer: {
        turnDone: () => {},
        turnFailed: (_id, error) => this.failures.push(error),
      },
    });
  }
}
