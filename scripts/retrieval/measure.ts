import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Pause } from '../../bot/understanding/article-index.ts';
import { pauseAfter } from '../../bot/understanding/pause.ts';

/** As the program itself slices its work (ms). */
const SLICE_MS = 8;
/** Resolution of the event loop's clock (ms); what it reports includes it. */
const RESOLUTION_MS = 1;

export interface Rebuilt<T> {
  made: T;
  ms: number;
  /** Longest time that the event loop did not turn. */
  longestStopMs: number;
}

/** Runs slow, sliced work as the program does, and watches the event loop meanwhile. */
export const rebuild = async <T>(work: (pause: Pause) => Promise<T>): Promise<Rebuilt<T>> => {
  const pause = pauseAfter(
    SLICE_MS,
    () => performance.now(),
    () => setImmediate(),
  );
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  await setTimeout(5);
  delay.reset();
  const started = performance.now();
  const made = await work(pause);
  const ms = Math.round(performance.now() - started);
  await setTimeout(5);
  delay.disable();
  return { made, ms, longestStopMs: Math.round(delay.max / 1e6) };
};

const ROUNDS = 12;

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

type Work = (question: string) => unknown;

/**
 * Median microseconds of each work over all questions. They take turns, question by question, so that a
 * busy machine slows all alike; the first rounds, before the code is compiled, do not count.
 * @param works a promise that one returns is waited for
 */
export const compareMicros = async <Name extends string>(
  questions: readonly string[],
  works: Readonly<Record<Name, Work>>,
): Promise<Record<string, number>> => {
  const entries = Object.entries<Work>(works).map(([name, work]) => ({
    name,
    work,
    micros: new Array<number>(),
  }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const question of questions) {
      for (const { work, micros } of entries) {
        const from = performance.now();
        const made = work(question);
        if (made instanceof Promise) await made;
        if (round > ROUNDS / 3) micros.push((performance.now() - from) * 1000);
      }
    }
  }
  return Object.fromEntries(entries.map(({ name, micros }) => [name, Number(middle(micros).toFixed(1))]));
};
