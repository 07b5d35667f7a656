import type { Desk, DeskState, StatusEvent } from './conversation.ts';

/**
 * The life of a conversation at the desk, as one table of named states and pure transitions.
 *
 * | state    | who speaks           | entered by                  | left by                              |
 * |----------|----------------------|-----------------------------|--------------------------------------|
 * | bot      | the bot              | opening, leave, reopen      | request                              |
 * | waiting  | nobody yet           | request, release            | claim, leave, close                  |
 * | claimed  | the person           | claim, transfer, the customer's reply | answer, release, transfer, close |
 * | answered | the person; customer's turn | answer               | the customer's reply, release, transfer, close, expire |
 * | closed   | nobody               | close, expire               | reopen (the customer's next message) |
 */
export type DeskAction = StatusEvent['cause'];

const table: Record<DeskAction, Partial<Record<DeskState, DeskState>>> = {
  request: { bot: 'waiting' },
  leave: { waiting: 'bot' },
  claim: { waiting: 'claimed' },
  release: { claimed: 'waiting', answered: 'waiting' },
  transfer: { claimed: 'claimed', answered: 'claimed' },
  answer: { claimed: 'answered', answered: 'answered' },
  close: { waiting: 'closed', claimed: 'closed', answered: 'closed' },
  expire: { answered: 'closed' },
  reopen: { closed: 'bot' },
};

/** Where an action leads from a state; null when it is not allowed there. */
export const nextState = (state: DeskState, action: DeskAction): DeskState | null =>
  table[action][state] ?? null;

/** True while the bot must be silent, because a person holds the conversation or will. */
export const personHolds = (state: DeskState): boolean =>
  state === 'waiting' || state === 'claimed' || state === 'answered';

/** True while a person has the conversation. */
export const hasPerson = (state: DeskState): boolean => state === 'claimed' || state === 'answered';

/** True for what the desk must know of at any moment: those it serves, and those it promised to tell of the opening. */
export const needsDesk = (desk: Desk): boolean => personHolds(desk.state) || desk.tellAtOpening;

export const newDesk: Desk = {
  state: 'bot',
  agentId: null,
  agentName: null,
  waitingSince: null,
  claimedAt: null,
  agentSeenAt: null,
  answeredAt: null,
  closesOn: null,
  tellAtOpening: false,
};

export interface DeskStep {
  action: DeskAction;
  at: Date;
  /** The agent who acts, or who receives a transfer. */
  agent?: { id: string; name: string };
  /** With `answer`: the ISO date on whose end the conversation closes without a reply (N6). */
  closesOn?: string;
}

/** What each action changes besides the state. */
const effects: Record<DeskAction, (desk: Desk, step: DeskStep) => Partial<Desk>> = {
  request: (_desk, { at }) => ({ waitingSince: at.toISOString(), tellAtOpening: false }),
  leave: () => ({ ...newDesk }),
  claim: (_desk, { at, agent }) => ({
    ...holder(agent),
    claimedAt: at.toISOString(),
    agentSeenAt: at.toISOString(),
  }),
  // `waitingSince` stays: who is given back gets the old place in the queue again.
  release: () => ({
    ...holder(undefined),
    claimedAt: null,
    agentSeenAt: null,
    answeredAt: null,
    closesOn: null,
  }),
  transfer: (_desk, { at, agent }) => ({
    ...holder(agent),
    agentSeenAt: at.toISOString(),
    answeredAt: null,
    closesOn: null,
  }),
  answer: (_desk, { at, closesOn }) => ({
    answeredAt: at.toISOString(),
    agentSeenAt: at.toISOString(),
    closesOn: closesOn ?? null,
  }),
  close: () => ({ waitingSince: null, closesOn: null }),
  expire: () => ({ waitingSince: null, closesOn: null }),
  // Who asked to be told of the opening has been promised it, and asking something else takes nothing back.
  reopen: ({ tellAtOpening }) => ({ ...newDesk, tellAtOpening }),
};

const holder = (agent: DeskStep['agent']): Pick<Desk, 'agentId' | 'agentName'> => ({
  agentId: agent?.id ?? null,
  agentName: agent?.name ?? null,
});

/** The desk after a step, or null when the step is not allowed in this state. The argument is not changed. */
export const stepDesk = (desk: Desk, step: DeskStep): Desk | null => {
  const state = nextState(desk.state, step.action);
  return state === null ? null : { ...desk, ...effects[step.action](desk, step), state };
};

/** The customer replied to a person: it is the person's turn again, and nothing closes by itself (N6). */
export const customerReplied = (desk: Desk): Desk =>
  desk.state === 'answered' ? { ...desk, state: 'claimed', answeredAt: null, closesOn: null } : desk;

/** True when the date of closing has passed without a reply (N6); `today` is an ISO date in Japan. */
export const isExpired = ({ state, closesOn }: Desk, today: string): boolean =>
  state === 'answered' && closesOn !== null && closesOn < today;
