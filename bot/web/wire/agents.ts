import { z } from 'zod';
import { deskActSchema } from '../../domain/permission.ts';
import { agentRoleSchema } from '../../domain/agent.ts';
import { isoInstant } from './shared.ts';

/** Agents and their sessions. */

export const agentView = z.object({ id: z.string(), name: z.string(), role: agentRoleSchema });
export const sessionRequest = z.strictObject({ id: z.string().max(64), password: z.string().max(200) });
/** Who logged in, and what their role may do at the desk; the server decides in the end. */
export const signedInView = agentView.extend({ may: z.array(deskActSchema) });
/** `token` is for programs (`Authorization: Bearer`); browsers use the cookie and `X-CSRF-Token: csrfToken`. */
export const sessionResponse = z.object({
  agent: signedInView,
  csrfToken: z.string(),
  token: z.string(),
  expiresAt: isoInstant,
});
/** How one can sign in here. */
export const signInWaysResponse = z.object({ password: z.boolean(), company: z.boolean() });
/** How signing in or out with the company's account ended, as the console's address says it: `?sign-in=…`. */
export const signInOutcome = z.enum([
  /** Cancelled at the provider. */
  'cancelled',
  /** Too late, in another browser, or for the second time. */
  'expired',
  /** The provider grants no role here. */
  'no-role',
  /** No account here is theirs, or it was closed. */
  'no-account',
  /** The provider does not answer. */
  'provider-away',
  /** The provider's answer is not one to believe, or it refused ours: a matter of settings. */
  'not-verified',
  /** Our own store takes nothing. */
  'storage',
  /** Signed out here, and not at the provider. */
  'signed-out-here',
]);
/** `login`: the provider asks who it is even if it knows, for another account than the one before. */
export const companySignInRequest = z.strictObject({ prompt: z.literal('login').optional() });
export const agentsResponse = z.object({ agents: z.array(agentView) });
