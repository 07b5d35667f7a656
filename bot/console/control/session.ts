import { createSession, type Session } from '../../browser/session.ts';
import { loadMarks } from '../state/read-marks.ts';
import type { Context } from './context.ts';

export interface SessionControl extends Session {
  /** The server says that there is no session any more. */
  ended(): void;
}

/** Who writes texts only has no place at the desk; signing in with the company's account always ends here. */
const EDITOR = '/editor';

/** @param leaveTo goes to another address, out of this program */
export const createSessionControl = (
  { store, api, drafts, storage, messages }: Context,
  leaveTo: (address: string) => void,
): SessionControl => ({
  ...createSession({
    api,
    leaveTo,
    problem: messages.problem,
    ways: (ways) => store.dispatch({ type: 'ways', ways }),
    started: ({ agent }) => {
      if (agent.role === 'editor') {
        leaveTo(EDITOR);
        return;
      }
      store.dispatch({
        type: 'logged-in',
        agent,
        marks: loadMarks(storage, agent.id),
        draftIds: drafts.conversationsOf(agent.id),
      });
    },
    over: () => store.dispatch({ type: 'logged-out', ended: false }),
  }),
  ended: () => {
    if (store.state().phase === 'logged-in') store.dispatch({ type: 'logged-out', ended: true });
  },
});
