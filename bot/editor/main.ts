import { browserStorage } from '../browser/browser-storage.ts';
import { createCalls } from '../browser/calls.ts';
import { comeBack, keepPlace, type Place } from '../browser/company-account.ts';
import { el, show } from '../browser/element.ts';
import { sharedLabels } from '../browser/labels.ts';
import { loginView } from '../browser/login-view.ts';
import { messageBar } from '../browser/message-bar.ts';
import { createSession } from '../browser/session.ts';
import type { SignInState } from '../browser/sign-in-state.ts';
import { createApi } from './api.ts';
import { shellLabels } from './labels/shell.ts';
import { formatRoute, parseRoute } from './route.ts';
import { createShell, type Shell } from './shell.ts';
import { noRoleView } from './view/no-role-view.ts';
import type { AgentView } from './wire-types.ts';

const place: Place = { program: 'editor', normalise: (hash) => formatRoute(parseRoute(hash)) };

const mayEdit = ({ role }: AgentView): boolean => role === 'editor' || role === 'admin';

/** An open dialog would lie over the log-in form. */
const closeDialogs = (): void => {
  for (const dialog of document.querySelectorAll('dialog')) dialog.close();
};

const start = (): void => {
  const bar = messageBar();
  const tab = browserStorage('sessionStorage');
  const { address } = comeBack(tab, place, window.location);
  if (address !== null) window.history.replaceState(null, '', address);
  const starting = el('p', { class: 'starting', role: 'status' }, sharedLabels.starting);
  const state: SignInState = { phase: 'starting', ways: null, sessionEndedOf: null };
  let me: AgentView | null = null;
  let shell: Shell | null = null;

  const workplace = el('div');
  const calls = createCalls(() => {
    if (state.phase !== 'logged-in') return;
    change({ phase: 'logged-out', sessionEndedOf: me?.id ?? null });
  });
  const change = (next: Partial<SignInState>): void => {
    Object.assign(state, next);
    if (next.phase !== undefined) closeDialogs();
    show(starting, state.phase === 'starting');
    show(workplace, state.phase === 'logged-in');
    login.update(state);
  };
  const session = createSession({
    api: calls,
    problem: bar.messages.problem,
    leaveTo: (to) => window.location.assign(to),
    ways: (ways) => change({ ways }),
    // Who was away comes back to what they were writing; somebody else begins anew.
    started: ({ agent }) => {
      if (me?.id !== agent.id || shell === null) {
        shell?.close();
        me = agent;
        shell = open(agent);
        workplace.replaceChildren(shell.element);
      }
      change({ phase: 'logged-in', sessionEndedOf: null });
    },
    over: () => {
      shell?.close();
      [shell, me] = [null, null];
      workplace.replaceChildren();
      change({ phase: 'logged-out', sessionEndedOf: null });
    },
  });
  const open = (agent: AgentView): Shell => {
    if (!mayEdit(agent)) return noRoleView(() => void session.logOut());
    const context = { api: createApi(calls), storage: browserStorage(), messages: bar.messages, me: agent };
    return createShell(context, () => void session.logOut());
  };
  const login = loginView({
    heading: shellLabels.heading,
    logIn: session.logIn,
    // The way through the company's provider ends at the console, which says how.
    outcome: null,
    leaving: () => keepPlace(tab, place, window.location.hash || formatRoute({ screen: 'pages' })),
  });

  document.body.append(starting, login.element, workplace, bar.element);
  change({});
  void session.restore();
};

start();
