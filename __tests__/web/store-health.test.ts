import { setImmediate as nextLoop } from 'node:timers/promises';
import { StoreHealth } from '../../bot/web/store-health.ts';

const { jest } = import.meta;

/** A store whose answers are given by hand. */
const held = () => {
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const changes: boolean[] = [];
  const health = new StoreHealth({
    ready: () => new Promise((resolve, reject) => void waiting.push({ resolve, reject })),
    changed: (healthy) => changes.push(healthy),
  });
  return { health, changes, waiting };
};

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => jest.useRealTimers());

describe('the store’s health', () => {
  it('is bad when a write fails, with the reason, and good again after one that does not', async () => {
    const { health, changes, waiting } = held();
    health.ask();
    waiting.shift()?.reject(new Error('the disk is full'));
    await nextLoop();
    expect([health.healthy, health.reason]).toEqual([false, 'the disk is full']);
    jest.advanceTimersByTime(2_000);
    waiting.shift()?.resolve();
    await nextLoop();
    expect(health.healthy).toBe(true);
    expect(changes).toEqual([false, true]);
    health.close();
  });

  it('is bad when no answer comes, and good again with the answer, however late', async () => {
    const { health, changes, waiting } = held();
    jest.advanceTimersByTime(4_000);
    expect([health.healthy, health.reason]).toEqual([false, expect.stringContaining('not answered')]);
    jest.advanceTimersByTime(60_000);
    // A store that hangs is not asked again and again: one question is out.
    expect(waiting).toHaveLength(1);
    waiting.shift()?.resolve();
    await nextLoop();
    expect(changes).toEqual([false, true]);
    health.close();
  });
});
