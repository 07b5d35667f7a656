import { ApiError } from '../../bot/widget/frame/api.ts';
import { backoffMs, Sleeper, waitMs } from '../../bot/widget/frame/backoff.ts';
import { followEvents } from '../../bot/widget/frame/event-stream.ts';
import { settle, stoppedClock } from './fakes.ts';

const streamOf = (...pieces: string[]): Response =>
  new Response(
    new ReadableStream<Uint8Array>({
      start: (stream) => {
        for (const piece of pieces) stream.enqueue(new TextEncoder().encode(piece));
        stream.close();
      },
    }),
  );

/** Follows a server that gives these answers, one for each connection; an error is a failed one. */
const follow = (...answers: (Response | Error)[]) => {
  const clock = stoppedClock();
  const life = new AbortController();
  const log: string[] = [];
  const done = followEvents(
    {
      connect: async () => {
        const answer = answers.shift();
        log.push('connect');
        if (!answer) life.abort();
        if (!answer || answer instanceof Error) throw answer ?? new Error('no network');
        return answer;
      },
      sleep: (ms) => clock.sleep(ms),
      random: () => 0,
      onEvent: ({ data }) => log.push(data),
      onState: (failures) => log.push(`failures ${failures}`),
      onGone: () => log.push('gone'),
    },
    life.signal,
  );
  return { clock, life, log, done };
};

/** Takes the call, and answers only that it was given up. */
const hanging = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('given up')));
  });

describe('listening to a conversation', () => {
  it('gives up a server that takes the call and does not answer', async () => {
    import.meta.jest.useFakeTimers();
    const life = new AbortController();
    const states: number[] = [];
    const ports = { sleep: async () => {}, random: () => 0, onEvent: () => {}, onGone: () => {} };
    void followEvents(
      { ...ports, connect: hanging, onState: (failures) => states.push(failures) },
      life.signal,
    );
    await import.meta.jest.advanceTimersByTimeAsync(14_000);
    expect(states).toEqual([]);
    await import.meta.jest.advanceTimersByTimeAsync(2_000);
    expect(states).toEqual([1]);
    life.abort();
    import.meta.jest.useRealTimers();
  });

  it('hears events across reconnections', async () => {
    const { clock, log, done } = follow(streamOf('data: a\n\nda', 'ta: b\n\n'), streamOf('data: c\n\n'));
    await settle();
    await clock.wakeAll();
    await clock.wakeAll();
    await done;
    expect(log.filter((line) => line.length === 1)).toEqual(['a', 'b', 'c']);
  });

  it('waits longer with each failure in a row, and says how often it failed', async () => {
    const { clock, log } = follow(new Error('1'), new ApiError(503), new Error('3'), streamOf());
    const waits: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await settle();
      waits.push(...clock.sleeping.map(({ ms }) => ms));
      await clock.wakeAll();
    }
    expect(waits).toEqual([500, 1_000, 2_000, 500]);
    expect(log.filter((line) => line.startsWith('failures'))).toEqual([
      'failures 1',
      'failures 2',
      'failures 3',
      'failures 0',
      'failures 1',
    ]);
  });

  it('waits at least as long as the server asked', async () => {
    const { clock } = follow(streamOf('retry: 9000\n\n'));
    await settle();
    expect(clock.sleeping.map(({ ms }) => ms)).toEqual([9_000]);
  });

  it('waits as long as a server asks that is too busy to let it in', async () => {
    const { clock } = follow(new ApiError(503, 'over-capacity', 7_000));
    await settle();
    expect(clock.sleeping.map(({ ms }) => ms)).toEqual([7_000]);
  });

  it.each([401, 404])('ends with status %d', async (status) => {
    const { log, done } = follow(new ApiError(status));
    await done;
    expect(log).toEqual(['connect', 'gone']);
  });

  it('falls silent when the conversation is left', async () => {
    const { clock, life, log, done } = follow(streamOf('data: a\n\n'), streamOf('data: b\n\n'));
    await settle();
    life.abort();
    await clock.wakeAll();
    await done;
    expect(log).not.toContain('b');
  });
});

describe('waiting before another attempt', () => {
  it.each([
    [1, 0, 500],
    [1, 0.999_999, 1_000],
    [3, 0, 2_000],
    [100, 0, 15_000],
    [100, 0.999_999, 30_000],
  ])('after %d failures and a chance of %d takes %d ms', (failures, random, ms) => {
    expect(backoffMs(failures, random)).toBe(ms);
  });

  it.each([
    [0, 0, 500],
    [2_000, 0, 2_000],
    [2_000, 0.999_999, 3_000],
    [200, 0, 500],
  ])('that the server asked for (%d ms), by a chance of %d, takes %d ms', (asked, random, ms) => {
    expect(waitMs(1, asked, random)).toBe(ms);
  });

  it('ends at once when the network is back', async () => {
    const sleeper = new Sleeper();
    const waiting = Promise.all([sleeper.sleep(3_600_000), sleeper.sleep(3_600_000)]);
    sleeper.wake();
    await expect(waiting).resolves.toHaveLength(2);
  });
});
