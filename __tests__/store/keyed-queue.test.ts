import { setImmediate as nextTurn } from 'node:timers/promises';
import { KeyedQueue } from '../../bot/store/keyed-queue.ts';
import { forEachLimited } from '../../bot/store/lowdb/limited.ts';
import { Recent } from '../../bot/store/recent.ts';

const fail = async (): Promise<never> => {
  throw new Error('no');
};

describe('the queue of each conversation', () => {
  it('runs the tasks of one key in the order they came and those of others beside them', async () => {
    const queue = new KeyedQueue();
    const log: string[] = [];
    const task = (name: string, turns: number) => async (): Promise<void> => {
      log.push(`${name} begins`);
      for (let turn = 0; turn < turns; turn += 1) await nextTurn();
      log.push(`${name} ends`);
    };
    await Promise.all([
      queue.run('a', task('a1', 3)),
      queue.run('a', task('a2', 0)),
      queue.run('b', task('b1', 1)),
    ]);
    expect(log).toEqual(['a1 begins', 'b1 begins', 'b1 ends', 'a1 ends', 'a2 begins', 'a2 ends']);
  });

  it('goes on after a task that rejects or throws, and passes that on to its caller alone', async () => {
    const queue = new KeyedQueue();
    const rejected = queue.run('a', async () => {
      throw new Error('no');
    });
    const next = queue.run('a', async () => 'yes');
    await expect(rejected).rejects.toThrow('no');
    await expect(next).resolves.toBe('yes');
  });

  it('forgets a key with its last task, whatever became of it', async () => {
    const queue = new KeyedQueue();
    const tasks = Array.from({ length: 100 }, (_, index) =>
      queue.run(`key${index % 10}`, index % 3 === 0 ? fail : nextTurn),
    );
    expect(queue.size).toBe(10);
    expect(queue.isBusy('key3')).toBe(true);
    await Promise.allSettled(tasks);
    await queue.settled();
    expect(queue.size).toBe(0);
    expect(queue.isBusy('key3')).toBe(false);
  });
});

describe('the memory of the most recent', () => {
  it('drops what was used longest ago, and never what is in use', () => {
    const inUse = new Set(['a']);
    const recent = new Recent<number>(2, (key) => inUse.has(key));
    recent.set('a', 1);
    recent.set('b', 2);
    recent.set('c', 3);
    expect([recent.get('a'), recent.get('b'), recent.get('c')]).toEqual([1, undefined, 3]);
    inUse.clear();
    recent.get('a');
    recent.set('d', 4);
    expect([recent.get('a'), recent.get('c'), recent.get('d')]).toEqual([1, undefined, 4]);
  });
});

describe('reading many files', () => {
  it('reads each once, and never more at once than the limit', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `${index}`);
    const seen: string[] = [];
    let running = 0;
    let most = 0;
    await forEachLimited(names, 4, async (name) => {
      running += 1;
      most = Math.max(most, running);
      await nextTurn();
      seen.push(name);
      running -= 1;
    });
    expect(seen.toSorted()).toEqual(names.toSorted());
    expect(most).toBe(4);
  });

  it('stops at a failure, after those under way', async () => {
    let done = 0;
    const run = forEachLimited(['bad', 'a', 'b', 'c', 'd'], 2, async (name) => {
      await nextTurn();
      if (name === 'bad') throw new Error('cannot read bad');
      done += 1;
    });
    await expect(run).rejects.toThrow('cannot read bad');
    expect(done).toBeLessThanOrEqual(2);
  });
});
