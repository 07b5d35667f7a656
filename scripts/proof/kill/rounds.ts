import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { everybodyWrites, faultsOf, settleAll, untilDone, type Cast } from './acting.ts';
import { WritingAgent } from './agent.ts';
import { WrittenConversation } from './conversation.ts';
import type { Stage } from './stages.ts';

/** Written to side by side, each by a customer of its own; agents work on all of them. */
const conversationsAtOnce = 4;
const agentIds = ['sato', 'suzuki'];

/** Rounds after which the customers begin anew, so that what has to be read stays short. */
const roundsOfOne = 10;

/** The kill comes so long at most after the round's first acknowledgement, at a moment that nobody chose. */
const mostWritingMs = 250;

export interface RoundReport {
  round: number;
  /** Events acknowledged so far, in all conversations. */
  acknowledged: number;
  /** Messages that nobody had acknowledged when the kill came; they were sent again. */
  unacknowledged: number;
  /** What was lost, doubled, out of order or not to be explained; `[]` is the promise. */
  faults: string[];
}

/** New customers and agents, logged in. */
export const castOf = async (url: () => string): Promise<Cast> => {
  const agents = await Promise.all(agentIds.map((id) => WritingAgent.signIn(url(), id)));
  return { url, agents, conversations: await beginAnew(url) };
};

/**
 * Kills the service again and again while customers and agents write, and looks after each restart for
 * whatever was acknowledged; yields after each round. At the end every conversation is looked at once more.
 */
export const killRounds = async function* (stage: Stage, rounds: number): AsyncGenerator<RoundReport> {
  const url = (): string => stage.url();
  const cast = await castOf(url);
  const former: WrittenConversation[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await writeAndKill(stage, cast);
    const unacknowledged = cast.conversations.filter(({ unsettled }) => unsettled).length;
    await stage.restore();
    const faults = await faultsOf(cast);
    await settleAll(cast);
    faults.push(...(await faultsOf(cast)));
    if (round % roundsOfOne === 0)
      former.push(...cast.conversations.splice(0, Infinity, ...(await beginAnew(url))));
    if (round === rounds) faults.push(...(await faultsOf({ ...cast, conversations: former })));
    yield { round, acknowledged: acknowledgedIn([...former, ...cast.conversations]), unacknowledged, faults };
  }
};

export const acknowledgedIn = (conversations: readonly WrittenConversation[]): number =>
  conversations.reduce((sum, { ledger }) => sum + ledger.size, 0);

const beginAnew = (url: () => string): Promise<WrittenConversation[]> =>
  Promise.all(
    Array.from({ length: conversationsAtOnce }, () => untilDone(() => WrittenConversation.begin(url()))),
  );

/** Everybody writes until the service is killed in the middle of it. */
const writeAndKill = async (stage: Stage, cast: Cast): Promise<void> => {
  const killed = new AbortController();
  const progress = new EventEmitter();
  const first = once(progress, 'acknowledged');
  const writing = everybodyWrites(cast, killed.signal, progress);
  await Promise.race([first, writing]);
  await sleep(Math.random() * mostWritingMs);
  await stage.kill();
  killed.abort();
  await writing;
};
