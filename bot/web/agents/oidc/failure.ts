import { isNativeError } from 'node:util/types';
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import type { z } from 'zod';
import { AppError } from '../../../errors.ts';
import type { signInOutcome } from '../../wire.ts';

/** Why somebody was not signed in. */
export type SignInFailureReason = Exclude<z.infer<typeof signInOutcome>, 'signed-out-here'>;

export class SignInFailure extends Error {
  override readonly name = 'SignInFailure';
  readonly reason: SignInFailureReason;
  /** A code for the log; null: the reason says all. */
  readonly detail: string | null;

  constructor(reason: SignInFailureReason, detail: string | null = null) {
    super(reason);
    this.reason = reason;
    this.detail = detail;
  }
}

/** What an OAuth error code looks like. Anything else a provider sends may be about a person. */
const errorCode = /^[a-z_]{1,40}$/;

const coded = (code: string): string => (errorCode.test(code) ? code : 'unknown');

/** By the error of the authorization response (RFC 6749, 4.1.2.1). */
const refusedAuthorization = ({ error }: AuthorizationResponseError): SignInFailure => {
  if (error === 'access_denied') return new SignInFailure('cancelled');
  const away = error === 'server_error' || error === 'temporarily_unavailable';
  return new SignInFailure(away ? 'provider-away' : 'not-verified', coded(error));
};

/** By the error of the token response (RFC 6749, 5.2). `invalid_grant`: the code was used, or is too old. */
const refusedExchange = ({ error, status }: ResponseBodyError): SignInFailure => {
  if (error === 'invalid_grant') return new SignInFailure('expired', error);
  return new SignInFailure(status >= 500 ? 'provider-away' : 'not-verified', coded(error));
};

/** A 401 of the token or the `userinfo` endpoint; a wrong client secret is told in this way. */
const refusedCredentials = ({ cause }: WWWAuthenticateChallengeError): SignInFailure =>
  new SignInFailure('not-verified', coded(cause[0]?.parameters.error ?? ''));

/** What fetch rejects with when nobody answers; a mistake of ours has no cause. */
const isNoConnection = (error: unknown): boolean =>
  isNativeError(error) && error.name === 'TypeError' && error.cause !== undefined;

const isAway = ({ code, cause }: ClientError): boolean =>
  code === 'OAUTH_TIMEOUT' || (cause instanceof Response && cause.status >= 500);

/**
 * What an error of the OpenID client or of the store means to who signs in. Only codes are taken over:
 * the error itself can hold what the provider says of a person.
 */
export const failureOf = (error: unknown): SignInFailure => {
  if (error instanceof SignInFailure) return error;
  if (error instanceof AuthorizationResponseError) return refusedAuthorization(error);
  if (error instanceof ResponseBodyError) return refusedExchange(error);
  if (error instanceof WWWAuthenticateChallengeError) return refusedCredentials(error);
  if (isNoConnection(error) || (error instanceof ClientError && isNoConnection(error.cause))) {
    return new SignInFailure('provider-away', 'no-connection');
  }
  if (error instanceof ClientError) {
    return new SignInFailure(isAway(error) ? 'provider-away' : 'not-verified', error.code ?? null);
  }
  if (error instanceof AppError) return new SignInFailure('storage', error.code);
  throw error;
};
