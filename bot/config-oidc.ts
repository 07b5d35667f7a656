import { z } from 'zod';
import { agentRoleSchema } from './domain/agent.ts';
import type { OidcSettings } from './web/agents/oidc/settings.ts';

/** A cookie is sealed with what follows from the secret: a short one could be guessed from one's own cookie. */
const leastSecretLength = 20;

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Codes and tokens travel there; plain HTTP is for trying things out on one's own machine. */
const isSafe = ({ protocol, hostname }: URL): boolean => protocol === 'https:' || loopback.has(hostname);

const safeUrl = (error: string) =>
  z
    .url({ protocol: /^https?$/, error })
    .transform((value) => new URL(value))
    .refine((url) => isSafe(url) && url.username === '' && url.search === '' && url.hash === '', { error });

const issuer = safeUrl('must be the https URL of the provider, such as https://id.example.com').refine(
  ({ pathname }) => !pathname.includes('/.well-known/'),
  { error: 'must be the issuer alone, without /.well-known/openid-configuration' },
);

const baseUrlError = 'must be the https origin of this service, such as https://support.example.com';
const baseUrl = safeUrl(baseUrlError)
  .refine(({ pathname }) => pathname === '/', { error: baseUrlError })
  .transform(({ origin }) => origin);

const scope = z.string().refine((value) => value.split(' ').includes('openid'), {
  error: 'must hold openid, such as: openid profile email',
});

const rolesError = `must be pairs ROLE=VALUE separated by commas, such as lead=support-leads,agent=support; ROLE is one of ${agentRoleSchema.options.join(', ')}`;
const grant = z.tuple(
  [z.enum(agentRoleSchema.options, { error: rolesError }), z.string().min(1, { error: rolesError })],
  { error: rolesError },
);
const grants = z
  .string()
  .transform((value) => value.split(',').map((pair) => /^\s*([a-z]+)\s*=\s*(.*?)\s*$/.exec(pair)?.slice(1)))
  .pipe(z.array(grant))
  .transform((pairs) => pairs.map(([role, value]) => ({ role, value })));

/** The variables of signing in by OpenID Connect, part of the table in config.ts. */
export const oidcEnvironment = {
  MADOGUCHI_OIDC_ISSUER: issuer.optional(),
  MADOGUCHI_OIDC_CLIENT_ID: z.string().optional(),
  MADOGUCHI_OIDC_CLIENT_SECRET: z
    .string()
    .min(leastSecretLength, { error: `must have at least ${leastSecretLength} characters` })
    .optional(),
  MADOGUCHI_OIDC_BASE_URL: baseUrl.optional(),
  MADOGUCHI_OIDC_SCOPE: scope.optional(),
  MADOGUCHI_OIDC_ROLE_CLAIM: z.string().optional(),
  MADOGUCHI_OIDC_ROLES: grants.optional(),
  MADOGUCHI_PASSWORD_SIGN_IN: z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .default('on')
    .transform((value) => value === 'on'),
};

type OidcEnvironment = z.infer<z.ZodObject<typeof oidcEnvironment>>;
type Name = keyof typeof oidcEnvironment;

const needed: Name[] = [
  'MADOGUCHI_OIDC_ISSUER',
  'MADOGUCHI_OIDC_CLIENT_ID',
  'MADOGUCHI_OIDC_CLIENT_SECRET',
  'MADOGUCHI_OIDC_BASE_URL',
];
const together: Name[] = ['MADOGUCHI_OIDC_ROLE_CLAIM', 'MADOGUCHI_OIDC_ROLES'];

/** What cannot go together, as the one line that ends the start; null when all does. */
export const oidcContradiction = (env: OidcEnvironment): string | null => {
  const isSet = (name: Name): boolean => env[name] !== undefined;
  const given = [...needed, ...together, 'MADOGUCHI_OIDC_SCOPE' as const].find(isSet);
  const missing = given && needed.find((name) => !isSet(name));
  if (missing) {
    return `${missing} is missing; signing in by OpenID Connect needs it beside ${given}; see "Signing in with the company's account" in README.md`;
  }
  const half = together.filter((name) => !isSet(name));
  if (half.length === 1) {
    return `${half[0]} is missing; ${together.join(' and ')} are set together, or neither of them`;
  }
  if (!env.MADOGUCHI_PASSWORD_SIGN_IN && !given) {
    return 'MADOGUCHI_PASSWORD_SIGN_IN=off leaves nobody a way in; set MADOGUCHI_OIDC_ISSUER and what belongs to it, or unset it';
  }
  return null;
};

/** Null when nobody signs in by OpenID Connect. Without `oidcContradiction`. */
export const oidcSettings = (env: OidcEnvironment): OidcSettings | null => {
  const {
    MADOGUCHI_OIDC_ISSUER: provider,
    MADOGUCHI_OIDC_CLIENT_ID: clientId,
    MADOGUCHI_OIDC_CLIENT_SECRET: clientSecret,
    MADOGUCHI_OIDC_BASE_URL: ownUrl,
    MADOGUCHI_OIDC_SCOPE: asked = 'openid profile email',
    MADOGUCHI_OIDC_ROLE_CLAIM: claim,
    MADOGUCHI_OIDC_ROLES: granted,
  } = env;
  if (!provider || !clientId || !clientSecret || !ownUrl) return null;
  const roles = claim && granted ? { claim, grants: granted } : null;
  return { issuer: provider, clientId, clientSecret, baseUrl: ownUrl, scope: asked, roles };
};
