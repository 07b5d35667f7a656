import { z } from 'zod';
import type { AgentRole, Subject } from '../../../domain/agent.ts';
import { SignInFailure } from './failure.ts';
import type { Proof } from './provider.ts';
import type { RoleMapping } from './settings.ts';

/** Who signed in at the provider, as far as accounts here go by it. */
export interface Person {
  subject: Subject;
  /** In lower case; null when there is none or the provider has not verified that it is theirs. */
  email: string | null;
  /** What customers may see: the family name, as is usual, else the name. Null when there is none. */
  name: string | null;
  /** What an id can be made from. */
  userName: string | null;
  /** What the provider grants; null where it grants nothing or roles are kept here. */
  role: AgentRole | null;
}

/** As in `agentSchema`. */
const longestName = 50;

const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string().min(1),
  email: z.string().optional().catch(undefined),
  // Some providers send the word.
  email_verified: z.union([z.boolean(), z.stringbool()]).catch(false),
  family_name: z.string().trim().optional().catch(undefined),
  name: z.string().trim().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
});
type Claims = z.infer<typeof claimsSchema>;

const valuesSchema = z.union([z.string().transform((value) => [value]), z.array(z.unknown())]).catch([]);

const grantedRole = (claims: Proof['claims'], mapping: RoleMapping): AgentRole | null => {
  const values = new Set(valuesSchema.parse(claims[mapping.claim]));
  return mapping.grants.find(({ value }) => values.has(value))?.role ?? null;
};

/** Some providers put the e-mail address where the name is missing; that is nothing for customers to see. */
const shownName = ({ family_name, name }: Claims): string | null =>
  [family_name, name].find((text) => text && text.length <= longestName && !text.includes('@')) ?? null;

const verifiedEmail = ({ email, email_verified }: Claims): string | null => {
  const address = z.email().safeParse(email?.toLowerCase());
  return email_verified && address.success ? address.data : null;
};

/** Reads the claims (OIDC Core, 5.1), whatever else the provider puts into them. */
export const personOf = (claims: Proof['claims'], roles: RoleMapping | null): Person => {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) throw new SignInFailure('not-verified', 'claims');
  const { iss, sub, preferred_username, email } = parsed.data;
  return {
    subject: { issuer: iss, sub },
    email: verifiedEmail(parsed.data),
    name: shownName(parsed.data),
    userName: preferred_username ?? email ?? null,
    role: roles && grantedRole(claims, roles),
  };
};
