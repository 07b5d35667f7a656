import type { ConversationEvent, StatusEvent } from './conversation.ts';

/**
 * A customer who replies within this has stayed, and the agent was with them meanwhile; after a longer
 * pause the agent has long turned to others. Minutes, sane: 3 to 20.
 */
const stayedMinutes = 10;

/** A time in which an agent was with a customer. */
export interface AgentsTurn {
  from: Date;
  to: Date;
}

/** One agent's having one conversation, from taking it to its end or the last answer, as the transcript tells. */
export interface Handling {
  agentId: string;
  /** In order. Long pauses before the customer's replies lie between them and are nobody's work. */
  turns: AgentsTurn[];
}

interface Running {
  handling: Handling;
  /** Since when it is the agent's turn; null while the customer's reply is awaited. */
  since: string | null;
  answered: boolean;
}

const begin = ({ agentId, at }: StatusEvent): Running | null =>
  agentId === null ? null : { handling: { agentId, turns: [] }, since: at, answered: false };

const endTurn = (running: Running, at: string): void => {
  if (running.since === null) return;
  running.handling.turns.push({ from: new Date(running.since), to: new Date(at) });
  running.since = null;
};

/** The customer replies: the agent's next turn, or, when they had stayed, the same one going on. */
const goOn = (running: Running, at: string): void => {
  if (running.since !== null) return;
  const last = running.handling.turns.at(-1);
  const stayed = last && Date.parse(at) - last.to.getTime() <= stayedMinutes * 60_000;
  if (stayed) running.handling.turns.pop();
  running.since = stayed ? last.from.toISOString() : at;
};

/** Who gave a conversation back unanswered, or was gone, has handled nothing that a wait could be learnt from. */
const counts = (running: Running | null, cause: StatusEvent['cause'] | null): running is Running =>
  running !== null && (running.answered || cause === 'close' || cause === 'transfer');

const changesHolder = (event: StatusEvent): boolean => event.cause !== 'answer' && event.cause !== 'request';

/** The handlings of a conversation, oldest first; one that has not come to an answer yet is left out. */
export const handlingsOf = (events: readonly ConversationEvent[]): Handling[] => {
  const done: Handling[] = [];
  let running: Running | null = null;
  for (const event of events) {
    if (event.type === 'status' && changesHolder(event)) {
      if (running) endTurn(running, event.at);
      if (counts(running, event.cause)) done.push(running.handling);
      running = event.cause === 'claim' || event.cause === 'transfer' ? begin(event) : null;
    } else if (running && event.type === 'agent-message') {
      endTurn(running, event.at);
      running.answered = true;
    } else if (running && event.type === 'customer-message') goOn(running, event.at);
  }
  return counts(running, null) ? [...done, running.handling] : done;
};
