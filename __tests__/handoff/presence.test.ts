import type { Desk } from '../../bot/domain/conversation.ts';
import { newDesk } from '../../bot/domain/ticket.ts';
import { Presence } from '../../bot/handoff/presence.ts';
import type { SignsOfLife } from '../../bot/store/port.ts';

const claimed: Desk = { ...newDesk, state: 'claimed', agentId: 'sato', agentName: '佐藤' };

/** What the instances have told each other, and the time on all their clocks, in seconds. */
class Table implements SignsOfLife {
  now = 0;
  away = false;
  readonly #seenAt = new Map<string, number>();

  async tell(msAgo: ReadonlyMap<string, number>): Promise<void> {
    if (this.away) throw new Error('away');
    for (const [id, ms] of msAgo) this.#seenAt.set(id, this.now - ms / 1_000);
  }

  async hear(): Promise<Map<string, number>> {
    return new Map([...this.#seenAt].map(([id, at]) => [id, (this.now - at) * 1_000]));
  }
}

let table: Table;
let one: Presence;
let other: Presence;
beforeEach(() => {
  table = new Table();
  // Each counts from its own start, as monotonic clocks do.
  one = new Presence(() => table.now * 1_000, table);
  other = new Presence(() => table.now * 1_000 + 777_000, table);
});

/** Every five seconds: `sees` happens, and both instances sweep. */
const pass = async (seconds: number, sees: () => void = () => {}): Promise<void> => {
  for (const end = table.now + seconds; table.now < end; table.now += 5) {
    sees();
    await Promise.all([one, other].map((instance) => instance.exchange().catch(() => {})));
  }
};

describe('an agent whose requests one instance takes', () => {
  it('is there for the other, too, for as long as they come', async () => {
    await pass(120, () => one.seen('sato'));
    expect(one.hasAbandoned(claimed)).toBe(false);
    expect(other.hasAbandoned(claimed)).toBe(false);
  });

  it('has gone for both 45 s after the last of them', async () => {
    await pass(60, () => one.seen('sato'));
    table.now = 55 + 45;
    expect([one, other].map((instance) => instance.hasAbandoned(claimed))).toEqual([false, false]);
    table.now += 0.1;
    expect([one, other].map((instance) => instance.hasAbandoned(claimed))).toEqual([true, true]);
  });

  it('is known to an instance that starts later', async () => {
    await pass(60, () => one.seen('sato'));
    const late = new Presence(() => table.now * 1_000, table);
    await pass(60, () => one.seen('sato'));
    await late.exchange();
    expect(late.hasAbandoned(claimed)).toBe(false);
  });

  it('keeps what is claimed while the instances cannot hear of each other, and 45 s longer', async () => {
    await pass(60, () => one.seen('sato'));
    table.away = true;
    await pass(300, () => one.seen('sato'));
    table.away = false;
    expect(other.hasAbandoned(claimed)).toBe(false);
    await other.exchange();
    expect(other.hasAbandoned(claimed)).toBe(false);
    await pass(60);
    expect(other.hasAbandoned(claimed)).toBe(true);
  });

  it('and was seen while the table was away is told of afterwards', async () => {
    table.away = true;
    one.seen('sato');
    await expect(one.exchange()).rejects.toThrow('away');
    table.away = false;
    await one.exchange();
    expect((await table.hear()).has('sato')).toBe(true);
  });
});
