import { z } from 'zod';

export const agentRoleSchema = z.enum(['agent', 'lead', 'editor', 'admin']);
export type AgentRole = z.infer<typeof agentRoleSchema>;

/** Whom an OpenID provider means: a `sub` is an issuer's own and never given to somebody else (OIDC Core, 5.7). */
const subjectSchema = z.strictObject({ issuer: z.string(), sub: z.string().min(1) });
export type Subject = z.infer<typeof subjectSchema>;

export const agentSchema = z.strictObject({
  /** What one logs in with: lower-case letters, digits, `.`, `_`, `-`. */
  id: z.string().regex(/^[a-z0-9._-]{1,64}$/),
  /** The name that customers see, such as 佐藤. */
  name: z.string().min(1).max(50),
  role: agentRoleSchema,
  /** `scrypt$N$r$p$salt$hash`, base64url; absent where no password opens the account. */
  passwordHash: z.string().optional(),
  /** The company account that opens this one. Absent until it did so for the first time. */
  subject: subjectSchema.optional(),
  /** In lower case: a company account without an agent that has this address, verified, becomes this one's. */
  email: z.email().optional(),
  createdAt: z.iso.datetime({ offset: true }),
  /** Since when nobody may sign in. Kept, or the company account would make itself an agent anew. */
  closedAt: z.iso.datetime({ offset: true }).optional(),
});
export type Agent = z.infer<typeof agentSchema>;

export const isClosed = ({ closedAt }: Agent): boolean => closedAt !== undefined;

export const isSameSubject = (one: Subject | undefined, other: Subject | undefined): boolean =>
  one?.issuer === other?.issuer && one?.sub === other?.sub;

/** Whether a change of an account ends its sessions: somebody who had a way in may have it no longer. */
export const endsSessions = (before: Agent, after: Agent): boolean =>
  before.passwordHash !== after.passwordHash ||
  (before.subject !== undefined && !isSameSubject(before.subject, after.subject)) ||
  (isClosed(after) && !isClosed(before));

export const agentSessionSchema = z.strictObject({
  /** SHA-256 (hex) of the cookie's or bearer token's value. */
  idHash: z.string(),
  agentId: z.string(),
  csrfToken: z.string(),
  expiresAt: z.iso.datetime({ offset: true }),
});
export type AgentSession = z.infer<typeof agentSessionSchema>;
