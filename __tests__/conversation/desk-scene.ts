import { SettableClock } from '../../bot/clock.ts';
import { Attachments } from '../../bot/conversation/attachments.ts';
import { Bot } from '../../bot/conversation/bot.ts';
import type { Brain } from '../../bot/conversation/brain.ts';
import { Conversations } from '../../bot/conversation/conversations.ts';
import { LiveBrain } from '../../bot/conversation/live-brain.ts';
import type { Conversation, ConversationEvent } from '../../bot/domain/conversation.ts';
import { customerSchema, type Customer } from '../../bot/domain/customer.ts';
import { Auditing } from '../../bot/handoff/auditing.ts';
import { HandoffDesk } from '../../bot/handoff/desk.ts';
import { Redactions } from '../../bot/handoff/redactions.ts';
import { DeskUpkeep } from '../../bot/handoff/upkeep.ts';
import { Presence } from '../../bot/handoff/presence.ts';
import { RecentHandlings } from '../../bot/handoff/recent-handlings.ts';
import { WaitLines } from '../../bot/handoff/wait-line.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import { makeKnowledge } from '../knowledge/fixture.ts';

/** Tuesday 24 November 2026, 11:00 in Japan: staffed. */
export const staffed = '2026-11-24T11:00:00+09:00';
/** The same day, 12:30: the break. */
export const inBreak = '2026-11-24T12:30:00+09:00';
export const evening = '2026-11-24T18:00:00+09:00';

export const administrator: Customer = customerSchema.parse({
  loggedIn: true,
  subject: 'user-1',
  name: '見本 花子',
  company: '見本株式会社',
  role: 'admin',
  plan: 'standard',
});

export const sato = { id: 'sato', name: '佐藤', role: 'agent' } as const;
export const suzuki = { id: 'suzuki', name: '鈴木', role: 'agent' } as const;

/** Wordings in which a test can see what was filled in. */
const tellingTexts = {
  'knowledge/wording/desk/desk-closed.md': '---\ntitle: 受付時間外\n---\n次の受付は{opensAt}に始まります。\n',
  'knowledge/wording/desk/desk-cut-off-break.md': '---\ntitle: 昼前\n---\nお返事は{opensAt}以降です。\n',
  'knowledge/wording/desk/masked.md': '---\ntitle: 伏せ字\n---\n{masked}を伏せ字にしました。\n',
  'knowledge/wording/desk/desk-answered.md': '---\ntitle: 終了予定\n---\n{closesOn}に終了します。\n',
  'knowledge/wording/desk/desk-wait.md': '---\ntitle: 目安\n---\n目安は{waitText}です。\n',
  'knowledge/wording/desk/desk-wait-closed.md': '---\ntitle: 時間外\n---\n{opensAt}に再開します。\n',
  'knowledge/wording/desk/desk-claimed.md': '---\ntitle: 対応開始\n---\n担当の{agentName}です。\n',
};

/** Opened once for a test file: tests read the knowledge and never change it. */
let sharedBrain: Promise<Brain> | null = null;

const openBrain = async (): Promise<Brain> => {
  const fixture = await makeKnowledge(tellingTexts);
  try {
    return (await LiveBrain.open(fixture.folders)).current();
  } finally {
    await fixture.dispose();
  }
};

/** The customers' side, the desk, a store in memory and a clock, over the smallest knowledge that serves. */
export class DeskScene {
  readonly clock = new SettableClock();
  readonly stores = memoryStores((error) => {
    throw error;
  });
  readonly failures: unknown[] = [];
  readonly audit = new Auditing(this.stores.audit, (error) => this.failures.push(error));
  readonly presence: Presence;
  readonly conversations: Conversations;
  readonly attachments: Attachments;
  readonly desk: HandoffDesk;
  readonly redactions: Redactions;
  readonly upkeep: DeskUpkeep;
  readonly waitLines: WaitLines;
  /** Milliseconds of the monotonic clock that agents' signs of life are measured with. */
  monotonicMs = 0;
  /** Replaced by tests that let the bot fail. */
  brain: Brain;
  #ids = 0;

  private constructor(brain: Brain) {
    this.brain = brain;
    this.presence = new Presence(() => this.monotonicMs);
    const store = this.stores.conversations;
    this.conversations = new Conversations({
      store,
      bot: new Bot(),
      brain: { current: () => this.brain },
      clock: this.clock,
      randomId: () => `conversation-or-token-${(this.#ids += 1)}`,
      observer: {
        turnDone: () => {},
        turnFailed: (_id, error) => this.failures.push(error),
      },
    });
    this.attachments = new Attachments({
      store,
      attachments: this.stores.attachments,
      brain: { current: () => this.brain },
      clock: this.clock,
      randomId: () => `picture-or-another-${(this.#ids += 1)}`,
      monotonicMs: () => this.monotonicMs,
      taken: () => {},
      failed: (error) => this.failures.push(error),
    });
    const parts = {
      store,
      clock: this.clock,
      knowledge: () => this.brain.knowledge,
      presence: this.presence,
      audit: this.audit,
    };
    this.desk = new HandoffDesk(parts);
    this.redactions = new Redactions({ ...parts, attachments: this.stores.attachments });
    this.upkeep = new DeskUpkeep(parts);
    this.waitLines = new WaitLines({
      recent: new RecentHandlings({
        store,
        monotonicMs: () => this.monotonicMs,
        failed: (error) => this.failures.push(error),
      }),
      presence: this.presence,
      clock: this.clock,
      knowledge: () => this.brain.knowledge,
    });
  }

  static async open(): Promise<DeskScene> {
    sharedBrain ??= openBrain();
    const scene = new DeskScene(await sharedBrain);
    scene.at(staffed);
    return scene;
  }

  at(instant: string): void {
    this.clock.set(new Date(instant));
  }

  async begin(customer: Customer = administrator): Promise<string> {
    const { conversation } = await this.conversations.open(customer, 'https://hr.example.com/crews');
    return conversation.id;
  }

  /** Sends one message with an id of its own and returns what was answered. */
  async say(id: string, text: string): Promise<ConversationEvent[]> {
    this.#ids += 1;
    const taken = await this.conversations.post(id, {
      clientMessageId: `message-${this.#ids}`,
      text,
      choice: null,
    });
    return taken.replies;
  }

  /** Walks through the intake into the queue. */
  async queue(customer: Customer = administrator): Promise<string> {
    const id = await this.begin(customer);
    await this.conversations.requestHandoff(id);
    await this.say(id, '操作や設定の方法');
    await this.say(id, '招待の取り消し方');
    return id;
  }

  async load(id: string): Promise<Conversation> {
    const conversation = await this.stores.conversations.load(id);
    if (!conversation) throw new Error(`no conversation ${id}`);
    return conversation;
  }
}

/** The wording ids of what was said, in order. */
export const wordingIds = (events: readonly ConversationEvent[]): (string | undefined)[] =>
  events.map((event) => ('wording' in event ? event.wording?.id : undefined));

export const textOf = (event: ConversationEvent | undefined): string =>
  event && 'blocks' in event ? JSON.stringify(event.blocks) : '';
