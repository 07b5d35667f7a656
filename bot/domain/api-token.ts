import { z } from 'zod';
import { agentRoleSchema, agentSchema } from './agent.ts';

/**
 * What a program may do with its token, within what the role of its owner may.
 * `read`: conversations, queue, events. `write`: whatever changes something. `audit`: the audit log.
 */
export const apiScopeSchema = z.enum(['read', 'write', 'audit']);
export type ApiScope = z.infer<typeof apiScopeSchema>;

/** An account, which the program acts as and whose end is the token's, or a program with a name of its own. */
const ownerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agent'), agentId: agentSchema.shape.id }),
  z.strictObject({
    kind: z.literal('program'),
    /** What customers and colleagues see where it acts. */
    name: agentSchema.shape.name,
    role: agentRoleSchema,
  }),
]);

export const apiTokenSchema = z.strictObject({
  /** Names the token without giving it away, such as `t-1f0c9a3e`. */
  id: z.string().regex(/^t-[0-9a-f]{8}$/),
  /** SHA-256 (hex) of the token. */
  secretHash: z.string().regex(/^[0-9a-f]{64}$/),
  owner: ownerSchema,
  scopes: z.array(apiScopeSchema).min(1),
  createdAt: z.iso.datetime({ offset: true }),
  expiresAt: z.iso.datetime({ offset: true }),
  /** Coarsely: not written at every use (web/agents/api-tokens.ts). Null before the first. */
  lastUsedAt: z.iso.datetime({ offset: true }).nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;
