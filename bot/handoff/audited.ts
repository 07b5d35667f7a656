import type { Agent } from '../domain/agent.ts';
import { actorOf, type AuditEntry } from '../domain/audit.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Handling } from './holding.ts';

/** `tokenId`: of the API token, where a program acts. */
export type ActingAgent = Pick<Agent, 'id' | 'name' | 'role'> & { tokenId?: string };

/** What of an act goes into the audit log, besides the conversation. */
export type Audited = Pick<AuditEntry, 'act' | 'actor' | 'details'>;

export const unaudited = (): null => null;
export const bySystem = (act: AuditEntry['act'], details: AuditEntry['details']) => (): Audited => ({
  actor: 'system',
  act,
  details,
});

/** Names the holder where it is another's conversation. */
export const handling =
  (act: Handling, agent: ActingAgent, details: AuditEntry['details'] = {}) =>
  ({ desk }: Conversation): Audited => ({
    actor: actorOf(agent),
    act,
    details: {
      ...details,
      ...(desk.agentId !== null && desk.agentId !== agent.id ? { holder: desk.agentId } : {}),
    },
  });
