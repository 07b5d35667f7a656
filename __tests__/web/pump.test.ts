import { pump } from '../../bot/web/pump.ts';

/** Work that a test lets go on by hand. */
const held = () => {
  const running: (() => void)[] = [];
  let runs = 0;
  const work = (): Promise<void> => {
    runs += 1;
    return new Promise((resolve) => void running.push(resolve));
  };
  return { work, finish: () => running.shift()?.(), runs: () => runs };
};

const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test('any number of wakes during a run make exactly one more run', async () => {
  const { work, finish, runs } = held();
  const wake = pump(work, () => {});
  wake();
  wake();
  wake();
  finish();
  await settled();
  expect(runs()).toBe(2);
  finish();
  await settled();
  expect(runs()).toBe(2);
});

test('a wake right after a run ended is not lost', async () => {
  const order: string[] = [];
  const wake = pump(
    async () => void order.push('run'),
    () => {},
  );
  wake();
  // One microtask after another, wherever in the run's end the wake falls.
  for (let at = 1; at <= 5; at += 1) {
    await Promise.resolve();
    wake();
  }
  await settled();
  const before = order.length;
  wake();
  await settled();
  expect(order).toHaveLength(before + 1);
});

test('a failure is told and the next wake runs again', async () => {
  const failures: unknown[] = [];
  let broken = true;
  let runs = 0;
  const work = async (): Promise<void> => {
    runs += 1;
    if (broken) throw new Error('the disk is away');
  };
  const wake = pump(work, (error) => failures.push(error));
  wake();
  await settled();
  broken = false;
  wake();
  await settled();
  expect(failures).toEqual([new Error('the disk is away')]);
  expect(runs).toBe(2);
});
