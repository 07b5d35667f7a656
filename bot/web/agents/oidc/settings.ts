import type { AgentRole } from '../../../domain/agent.ts';

/** How agents sign in by OpenID Connect; the README's "Signing in with the company's account" explains each. */
export interface OidcSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** Our own public origin, without a path. */
  baseUrl: string;
  /** What the provider is asked for, between blanks; holds `openid`. */
  scope: string;
  /** Who gets which role by what the provider says; null: roles and accounts are kept here alone. */
  roles: RoleMapping | null;
}

export interface RoleMapping {
  /** The claim that holds the values: one text or a list of them. */
  claim: string;
  /** The first whose value somebody has, decides. */
  grants: { role: AgentRole; value: string }[];
}

/** Where everything about a sign-in by OpenID Connect is served. */
export const oidcPath = '/api/v1/agent/session/oidc';
