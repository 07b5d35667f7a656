import { z } from 'zod';

export const agentRoleSchema = z.enum(['agent', 'lead', 'editor', 'admin']);
export type AgentRole = z.infer<typeof agentRoleSchema>;

export const agentSchema = z.strictObject({
  /** What one logs in with: lower-case letters, digits, `.`, `_`, `-`. */
  id: z.string().regex(/^[a-z0-9._-]{1,64}$/),
  /** The name that customers see, such as 佐藤. */
  name: z.string().min(1).max(50),
  role: agentRoleSchema,
  /** `scrypt$N$r$p$salt$hash`, base64url. */
  passwordHash: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
});
export type Agent = z.infer<typeof agentSchema>;

export const agentSessionSchema = z.strictObject({
  /** SHA-256 (hex) of the cookie's or bearer token's value. */
  idHash: z.string(),
  agentId: z.string(),
  csrfToken: z.string(),
  expiresAt: z.iso.datetime({ offset: true }),
});
export type AgentSession = z.infer<typeof agentSessionSchema>;
