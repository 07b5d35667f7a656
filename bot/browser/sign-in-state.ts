import type { SignInWays } from './wire-types.ts';

/** `starting` until it is known whether there is a session. */
export type Phase = 'starting' | 'logged-out' | 'logged-in';

/** What the ways in are drawn from. */
export interface SignInState {
  phase: Phase;
  /** How one can sign in; null until the server has said it. */
  ways: SignInWays | null;
  /** Whose session ended by itself, so that the log-in form says why it is there; null otherwise. */
  sessionEndedOf: string | null;
}
