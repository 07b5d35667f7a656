import type { QueueItem, SignedInView } from '../wire-types.ts';

/** What the agent may do with a conversation, and why not; the server decides in the end. */
export interface Permissions {
  claim: boolean;
  /** Give it back to the queue or to a colleague. */
  handOn: boolean;
  close: boolean;
  reply: boolean;
  /** `take-over`: another has it, and this agent's role may hand it on, to themself for example. */
  whyNoReply: 'claim-first' | 'owned' | 'take-over' | 'closed' | 'with-bot' | null;
}

const nothing: Permissions = { claim: false, handOn: false, close: false, reply: false, whyNoReply: null };

type Actor = Pick<SignedInView, 'id' | 'may'>;

export const mayRead = (agent: Pick<SignedInView, 'may'> | null): boolean =>
  agent?.may.includes('read') === true;

export const permissionsFor = (
  item: Pick<QueueItem, 'state' | 'agentId'>,
  { id, may }: Actor,
): Permissions => {
  if (item.state === 'bot') return { ...nothing, whyNoReply: 'with-bot' };
  if (item.state === 'closed') return { ...nothing, whyNoReply: 'closed' };
  if (item.state === 'waiting')
    return { ...nothing, claim: may.includes('claim'), whyNoReply: 'claim-first' };
  if (item.agentId === id) return { claim: false, handOn: true, close: true, reply: true, whyNoReply: null };
  const handOn = may.includes('transfer-others') && may.includes('release-others');
  return {
    ...nothing,
    handOn,
    close: may.includes('close-others'),
    whyNoReply: handOn ? 'take-over' : 'owned',
  };
};
