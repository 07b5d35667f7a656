import { importSPKI, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Customer } from '../domain/customer.ts';
import { AppError, StartError } from '../errors.ts';

/** Contract: at most 15 minutes old. */
const oldest = '15m';
/** Clocks of two machines differ; more than this is a fault. Sane: 5 to 60 s. */
const clockTolerance = '30s';

const claimsSchema = z.object({
  sub: z.string().min(1).max(200),
  name: z.string().max(100).optional(),
  company: z.string().min(1).max(200),
  role: z.string().min(1).max(50),
  plan: z.string().min(1).max(50),
  trialStartedOn: z.iso.date().nullish(),
});

/** Reads a signed identity. Rejects with AppError 401 `invalid-identity`: never silently anonymous. */
export type ReadIdentity = (token: string) => Promise<Customer>;

type VerificationKey = Parameters<typeof jwtVerify>[1];

const keyFrom = async (algorithm: 'HS256' | 'ES256', key: string): Promise<VerificationKey> => {
  if (algorithm === 'HS256') return new TextEncoder().encode(key);
  try {
    return await importSPKI(key.replaceAll('\\n', '\n'), 'ES256');
  } catch (cause) {
    throw new StartError('MADOGUCHI_IDENTITY_KEY is no public key in PEM (SPKI, P-256), which ES256 needs', {
      cause,
    });
  }
};

const invalid = (cause: unknown): AppError =>
  new AppError(
    { code: 'invalid-identity', status: 401, message: 'the identity is invalid or expired; fetch a new one' },
    { cause },
  );

/**
 * A reader of identities (contracts.md, "Identity"). The algorithm is pinned: what the token claims to be
 * signed with is never believed. Age is measured in real time even when the desk's clock is set, since
 * another machine signed it.
 */
export const identityReader = async (algorithm: 'HS256' | 'ES256', key: string): Promise<ReadIdentity> => {
  const verificationKey = await keyFrom(algorithm, key);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, verificationKey, {
        algorithms: [algorithm],
        audience: 'support-chat',
        maxTokenAge: oldest,
        clockTolerance,
      });
      const claims = claimsSchema.parse(payload);
      return {
        loggedIn: true,
        subject: claims.sub,
        name: claims.name ?? null,
        company: claims.company,
        role: claims.role,
        plan: claims.plan,
        trialStartedOn: claims.trialStartedOn ?? null,
      };
    } catch (cause) {
      throw invalid(cause);
    }
  };
};
