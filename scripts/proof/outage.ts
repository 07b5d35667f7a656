import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { call } from './call.ts';
import { everybodyWrites, faultsOf, settleAll } from './kill/acting.ts';
import { acknowledgedIn, castOf } from './kill/rounds.ts';

export interface OutageReport {
  /** From the database's going until the desk said so, and from its return until the desk took that back. */
  toldAfterMs: number;
  recoveredAfterMs: number;
  /** Questions without a conversation, asked from the going to the return. */
  faq: { asked: number; answered: number };
  /** Events acknowledged before, between and after. */
  acknowledged: number;
  /** What was lost, doubled or out of order; `[]` is the promise. */
  faults: string[];
}

const officeSchema = z.object({ notices: z.array(z.object({ kind: z.string() })) });
const lookMs = 50;

/** Acknowledged before the database goes, and again after it is back. */
const enoughActs = 15;

/** Whether the desk says that nothing can be kept (H7). */
const saysOutage = async (url: string): Promise<boolean> => {
  const { body } = await call(`${url}/api/v1/office`);
  return officeSchema.parse(body).notices.some(({ kind }) => kind === 'outage');
};

const untilSays = async (url: string, outage: boolean): Promise<number> => {
  const began = performance.now();
  while ((await saysOutage(url)) !== outage) await sleep(lookMs);
  return Math.round(performance.now() - began);
};

/** Asks on and on until `ended`. */
const keepAsking = async (url: string, ended: AbortSignal): Promise<OutageReport['faq']> => {
  const faq = { asked: 0, answered: 0 };
  while (!ended.aborted) {
    faq.asked += 1;
    const answer = await call(`${url}/api/v1/faq`, { body: { text: '給与明細の公開方法を教えてください' } });
    if (answer.status === 200) faq.answered += 1;
    await sleep(lookMs);
  }
  return faq;
};

/**
 * Takes the database away in the middle of writing, for `leastMs` and until the desk says so, and gives it back.
 * `away` takes it, and returns the way to give it back.
 */
export const playOutage = async (
  url: string,
  away: () => Promise<() => Promise<void>>,
  leastMs: number,
): Promise<OutageReport> => {
  const cast = await castOf(() => url);
  const [ended, back] = [new AbortController(), new AbortController()];
  const progress = new EventEmitter();
  const acknowledged = async (count: number): Promise<void> => {
    for (let left = count; left > 0; left -= 1) await once(progress, 'acknowledged');
  };
  const writing = everybodyWrites(cast, ended.signal, progress);
  await Promise.race([acknowledged(enoughActs), writing]);
  const giveBack = await away();
  const asking = keepAsking(url, back.signal);
  const [toldAfterMs] = await Promise.all([untilSays(url, true), sleep(leastMs)]);
  await giveBack();
  back.abort();
  const [recoveredAfterMs, faq] = await Promise.all([untilSays(url, false), asking]);
  await Promise.race([acknowledged(enoughActs), writing]);
  ended.abort();
  await writing;
  await settleAll(cast);
  const faults = await faultsOf(cast);
  return { toldAfterMs, recoveredAfterMs, faq, acknowledged: acknowledgedIn(cast.conversations), faults };
};
