import { z } from 'zod';
import { agentRoleSchema } from '../../domain/agent.ts';
import { isoInstant } from './shared.ts';

/** Agents and their sessions. */

export const agentView = z.object({ id: z.string(), name: z.string(), role: agentRoleSchema });
export const sessionRequest = z.strictObject({ id: z.string().max(64), password: z.string().max(200) });
/** `token` is for programs (`Authorization: Bearer`); browsers use the cookie and `X-CSRF-Token: csrfToken`. */
export const sessionResponse = z.object({
  agent: agentView,
  csrfToken: z.string(),
  token: z.string(),
  expiresAt: isoInstant,
});
export const agentsResponse = z.object({ agents: z.array(agentView) });
