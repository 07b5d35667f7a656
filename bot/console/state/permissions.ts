import type { AgentView, QueueItem } from '../wire-types.ts';

/** What the agent may do with a conversation, and why not; the server decides in the end. */
export interface Permissions {
  claim: boolean;
  /** Give it back to the queue or to a colleague. */
  handOn: boolean;
  close: boolean;
  reply: boolean;
  whyNoReply: 'claim-first' | 'owned' | 'closed' | 'with-bot' | null;
}

const nothing: Permissions = { claim: false, handOn: false, close: false, reply: false, whyNoReply: null };

export const permissionsFor = (item: Pick<QueueItem, 'state' | 'agentId'>, agent: AgentView): Permissions => {
  if (item.state === 'bot') return { ...nothing, whyNoReply: 'with-bot' };
  if (item.state === 'closed') return { ...nothing, whyNoReply: 'closed' };
  if (item.state === 'waiting') return { ...nothing, claim: true, whyNoReply: 'claim-first' };
  if (item.agentId !== agent.id) return { ...nothing, whyNoReply: 'owned' };
  return { claim: false, handOn: true, close: true, reply: true, whyNoReply: null };
};
