import type { Conversation } from '../domain/conversation.ts';
import { requireMay } from '../domain/permission.ts';
import type { DeskAction } from '../domain/ticket.ts';
import type { ActingAgent } from './audited.ts';
import * as refuse from './refusals.ts';

/** What a lead may also do with what another holds. */
export type Handling = 'release' | 'transfer' | 'close';

/** @throws AppError 409 where somebody else has it, or nobody. */
export const requireHolder = (current: Conversation, agent: ActingAgent, action: DeskAction): void => {
  // Who had it last is still noted on a closed conversation, but has it no more.
  if (current.desk.state === 'closed') throw refuse.notAllowedIn('closed', action);
  if (current.desk.agentId === agent.id) return;
  throw current.desk.agentId ? refuse.alreadyClaimed(current) : refuse.notClaimed();
};

/** Who holds it may, and of the others whose role may. @throws AppError 403 `role-not-allowed` naming the holder, 409 */
export const requireHandling = (current: Conversation, agent: ActingAgent, act: Handling): void => {
  requireMay(agent, act);
  const { agentId, agentName, state } = current.desk;
  if (state === 'closed' || agentId === null || agentId === agent.id) {
    requireHolder(current, agent, act);
    return;
  }
  requireMay({ role: agent.role, holder: { id: agentId, name: agentName ?? agentId } }, `${act}-others`);
};
