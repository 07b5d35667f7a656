import type { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { NoAnswer } from '../call.ts';
import type { WritingAgent } from './agent.ts';
import type { WrittenConversation } from './conversation.ts';

/** A service that is away is asked again after so long. */
const againMs = 20;

/** The states in which the desk lists a conversation. */
const atDesk = new Set(['waiting', 'claimed', 'answered']);

/** What is written to, and by whom. */
export interface Cast {
  /** Where the service is now. */
  url(): string;
  agents: WritingAgent[];
  conversations: WrittenConversation[];
}

/** Customers and agents write until `ended`; `progress` hears `acknowledged` each time something is. */
export const everybodyWrites = async (
  cast: Cast,
  ended: AbortSignal,
  progress: EventEmitter,
): Promise<void> => {
  const acts = [
    ...cast.conversations.map((conversation) => () => customerActs(cast.url(), conversation)),
    ...cast.agents.map((agent) => () => agentActs(cast.url(), agent, cast.conversations)),
  ];
  await Promise.all(acts.map((act) => keepActing(act, ended, progress)));
};

const keepActing = async (
  act: () => Promise<boolean>,
  ended: AbortSignal,
  progress: EventEmitter,
): Promise<void> => {
  while (!ended.aborted) {
    const done = await act().catch(unlessNoAnswer);
    if (done) progress.emit('acknowledged');
    else await sleep(againMs);
  }
};

/** No answer at all is what a kill looks like from here; a broken promise is not, and ends the proof. */
const unlessNoAnswer = (error: unknown): false => {
  if (error instanceof NoAnswer) return false;
  throw error;
};

const customerActs = (url: string, conversation: WrittenConversation): Promise<boolean> => {
  const chance = Math.random();
  // Not before a message that is out is settled: its place is before what comes next.
  if (conversation.unsettled || chance < 0.8) return conversation.write(url);
  return conversation.handoff(url, chance < 0.95 ? 'request' : 'leave');
};

const agentActs = (
  url: string,
  agent: WritingAgent,
  conversations: WrittenConversation[],
): Promise<boolean> => {
  const chosen = conversations[Math.floor(Math.random() * conversations.length)];
  return chosen ? agent.attend(url, chosen) : Promise.resolve(false);
};

/** Sends again what nobody acknowledged, until somebody does. */
export const settleAll = async ({ url, conversations }: Cast): Promise<void> => {
  await Promise.all(
    conversations.map(async (conversation) => {
      while (conversation.unsettled) await untilDone(() => conversation.write(url()));
    }),
  );
};

/** Tries until there is a result: a service that was just restored may be away for another moment. */
export const untilDone = async <T>(task: () => Promise<T | null | false>): Promise<T> => {
  for (;;) {
    const result = await task().catch(unlessNoAnswer);
    if (result !== null && result !== false) return result;
    await sleep(againMs);
  }
};

/** What is wrong with what is stored of these conversations and with the desk's list; `[]` is the promise. */
export const faultsOf = async ({ url, agents: [reader], conversations }: Cast): Promise<string[]> => {
  if (!reader) return [];
  const faults: string[] = [];
  const listed = await untilDone(() => reader.queue(url()));
  for (const conversation of conversations) {
    const { state, events } = await untilDone(() => reader.read(url(), conversation));
    faults.push(...conversation.ledger.faults(events));
    if (listed.get(conversation.id) !== (atDesk.has(state) ? state : undefined))
      faults.push(`in state ${state}, and the desk's list differs`);
  }
  return faults;
};
