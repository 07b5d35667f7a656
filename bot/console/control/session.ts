import { COMPANY_SIGN_OUT } from '../company-account.ts';
import { labels } from '../labels.ts';
import { Problem } from '../problem.ts';
import { problemText } from '../problem-text.ts';
import { loadMarks } from '../state/read-marks.ts';
import type { SessionView } from '../wire-types.ts';
import type { Context } from './context.ts';

/** While the server is away at the start, ask again this often. Milliseconds, 1,000–15,000. */
const RESTORE_AGAIN_MS = 5_000;

export interface SessionControl {
  /** Goes on with the session of the cookie, or shows the log-in form. */
  restore(): Promise<void>;
  /** Rejects with a Japanese sentence as the error's message. */
  logIn(id: string, password: string): Promise<void>;
  logOut(): Promise<void>;
  /** The server says that there is no session any more. */
  ended(): void;
}

const isUnauthorised = (error: unknown): boolean => error instanceof Problem && error.status === 401;

const logInText = (error: unknown): string => {
  if (isUnauthorised(error)) return labels.logIn.wrong;
  return error instanceof Problem ? problemText(error) : labels.problem.server;
};

/** @param leaveTo goes to another address, out of this program */
export const createSessionControl = (
  { store, api, drafts, storage, messages }: Context,
  leaveTo: (address: string) => void,
): SessionControl => {
  const start = ({ agent }: SessionView): void =>
    store.dispatch({
      type: 'logged-in',
      agent,
      marks: loadMarks(storage, agent.id),
      draftIds: drafts.conversationsOf(agent.id),
    });
  const restore = async (): Promise<void> => {
    try {
      store.dispatch({ type: 'ways', ways: await api.signInWays() });
      start(await api.session());
    } catch (error) {
      if (isUnauthorised(error)) {
        store.dispatch({ type: 'logged-out', ended: false });
        return;
      }
      messages.problem(logInText(error));
      setTimeout(() => void restore(), RESTORE_AGAIN_MS);
    }
  };
  return {
    restore,
    logIn: async (id, password) => {
      try {
        start(await api.logIn(id, password));
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
          messages.problem(logInText(error));
          return;
        }
      }
      store.dispatch({ type: 'logged-out', ended: false });
      // It leads straight back for who came with a password.
      if (store.state().ways?.company) leaveTo(COMPANY_SIGN_OUT);
    },
    ended: () => {
      if (store.state().phase === 'logged-in') store.dispatch({ type: 'logged-out', ended: true });
    },
  };
};
