import { EventEmitter, once } from 'node:events';
import { Retention } from '../../bot/retention/retention.ts';
import type { Retained } from '../../bot/retention/retain.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import { idOf, newConversation } from '../store/synthetic.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A service with an old conversation, whose waits are ended by hand. */
const service = async () => {
  const { conversations: store } = memoryStores(() => {});
  const waits: number[] = [];
  const looked: Retained[] = [];
  const failures: unknown[] = [];
  let pass: ((over: boolean) => void) | null = null;
  const news = new EventEmitter();
  const retention = new Retention(
    {
      store,
      remains: [],
      days: 30,
      clocks: [{ now: () => new Date('2026-11-24T02:00:00.000Z') }],
      failed: () => {},
      looked: (done) => looked.push(done),
      lookFailed: (error) => failures.push(error),
    },
    (ms, signal) => {
      waits.push(ms);
      return new Promise((resolve) => {
        pass = resolve;
        if (signal.aborted) resolve(false);
        signal.addEventListener('abort', () => resolve(false));
        news.emit('waits');
      });
    },
  );
  await store.create({ ...newConversation('old'), updatedAt: '2026-01-01T00:00:00.000Z' });
  /** Lets the wait under way be over, and resolves when the service waits again. */
  const over = async (): Promise<void> => {
    const again = once(news, 'waits');
    pass?.(true);
    await again;
  };
  return { store, retention, waits, looked, failures, over };
};

describe('the looks at the age of conversations', () => {
  it('begin a minute after the start, work in pieces with pauses, and come again every day', async () => {
    const { store, retention, waits, looked, over } = await service();
    expect(waits).toEqual([minuteMs]);
    await over();
    expect(await store.load(idOf('old'))).toBeNull();
    expect(waits).toEqual([minuteMs, expect.any(Number)]);
    await over();
    expect(looked).toMatchObject([{ counts: { conversations: 1 }, failed: 0 }]);
    expect(waits.at(-1)).toBe(dayMs);
    await retention.close();
  });

  it('come again in a quarter of an hour after an outage of the store', async () => {
    const { store, retention, waits, looked, failures, over } = await service();
    store.setOutage('ENOSPC');
    await over();
    expect(failures).toMatchObject([{ code: 'storage-unavailable' }]);
    expect(waits).toEqual([minuteMs, 15 * minuteMs]);
    store.setOutage(null);
    await over();
    await over();
    expect(looked).toHaveLength(1);
    await retention.close();
  });

  it('end with the service, in the middle of a look as well', async () => {
    const { store, retention, over } = await service();
    await over();
    await store.create({ ...newConversation('later'), updatedAt: '2026-01-01T00:00:00.000Z' });
    await retention.close();
    expect(await store.load(idOf('later'))).not.toBeNull();
  });
});
