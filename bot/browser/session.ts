import type { Calls } from './calls.ts';
import { COMPANY_SIGN_OUT } from './company-account.ts';
import { sharedLabels } from './labels.ts';
import { problemText } from './problem-text.ts';
import { Problem } from './problem.ts';
import type { SessionView, SignInWays } from './wire-types.ts';

/** While the server is away at the start, ask again this often. Milliseconds, 1,000–15,000. */
const RESTORE_AGAIN_MS = 5_000;

export interface Session {
  /** Goes on with the session of the cookie, or shows the log-in form. */
  restore(): Promise<void>;
  /** Rejects with a Japanese sentence as the error's message. */
  logIn(id: string, password: string): Promise<void>;
  logOut(): Promise<void>;
}

export interface SessionPorts {
  api: Pick<Calls, 'signInWays' | 'session' | 'logIn' | 'logOut'>;
  ways(ways: SignInWays): void;
  started(session: SessionView): void;
  /** There is no session, or it was ended on purpose. */
  over(): void;
  problem(text: string): void;
  /** Goes to another address, out of this program. */
  leaveTo(address: string): void;
}

const isUnauthorised = (error: unknown): boolean => error instanceof Problem && error.status === 401;

const logInText = (error: unknown): string => {
  if (isUnauthorised(error)) return sharedLabels.logIn.wrong;
  return error instanceof Problem ? problemText(error) : sharedLabels.problem.server;
};

/** Signing in and out, as every program of our own pages does it. */
export const createSession = ({ api, ways, started, over, problem, leaveTo }: SessionPorts): Session => {
  let offered: SignInWays | null = null;
  const restore = async (): Promise<void> => {
    try {
      offered = await api.signInWays();
      ways(offered);
      started(await api.session());
    } catch (error) {
      if (isUnauthorised(error)) {
        over();
        return;
      }
      problem(logInText(error));
      setTimeout(() => void restore(), RESTORE_AGAIN_MS);
    }
  };
  return {
    restore,
    logIn: async (id, password) => {
      try {
        started(await api.logIn(id, password));
      } catch (error) {
        throw new Error(logInText(error), { cause: error });
      }
    },
    // When the server cannot be asked, the cookie would live on: saying "logged out" then would be untrue.
    logOut: async () => {
      try {
        await api.logOut();
      } catch (error) {
        if (!isUnauthorised(error)) {
          problem(logInText(error));
          return;
        }
      }
      over();
      // It leads straight back for who came with a password.
      if (offered?.company) leaveTo(COMPANY_SIGN_OUT);
    },
  };
};
