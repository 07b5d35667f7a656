import { createSession, type Session } from '../../browser/session.ts';
import { loadMarks } from '../state/read-marks.ts';
import type { AgentView } from '../wire-types.ts';
import type { Context } from './context.ts';

export interface SessionControl extends Session {
  /** The server says that there is no session any more. */
  ended(): void;
}

const EDITOR = '/editor';

/**
 * Signing in with the company's account always ends at this program. Who only writes texts has no place at
 * the desk, and who may do both goes on to where they came from.
 */
const wantsEditor = ({ role }: AgentView, cameFromEditor: boolean): boolean =>
  role === 'editor' || (role === 'admin' && cameFromEditor);

interface Ways {
  /** Goes to another address, out of this program. */
  leaveTo(address: string): void;
  cameFromEditor: boolean;
}

export const createSessionControl = (
  { store, api, drafts, storage, messages }: Context,
  { leaveTo, cameFromEditor }: Ways,
): SessionControl => ({
  ...createSession({
    api,
    leaveTo,
    problem: messages.problem,
    ways: (ways) => store.dispatch({ type: 'ways', ways }),
    started: ({ agent }) => {
      if (wantsEditor(agent, cameFromEditor)) {
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
