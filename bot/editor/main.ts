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
import { signInAgain } from './sign-in-again.ts';
import { noRoleView } from './view/no-role-view.ts';
import type { AgentView } from './wire-types.ts';

const place: Place = { program: 'editor', normalise: (hash) => formatRoute(parseRoute(hash)) };

const mayEdit = ({ role }: AgentView): boolean => role === 'editor' || role === 'admin';

/** What is asked of one editor is nothing for the next, nor for nobody. */
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
  const calls = createCalls((attended) => {
    if (state.phase !== 'logged-in') return;
    change({ sessionEndedOf: me?.id ?? null });
    again.tell();
    if (attended) again.open();
  });
  const change = (next: Partial<SignInState>): void => {
    Object.assign(state, next);
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
      again.over();
      bar.withdraw(sharedLabels.problem.unauthorised);
      if (me?.id !== agent.id || shell === null) {
        shell?.close();
        closeDialogs();
        me = agent;
        shell = open(agent);
        workplace.replaceChildren(shell.element);
      }
      change({ phase: 'logged-in', sessionEndedOf: null });
    },
    over: () => {
      again.over();
      shell?.close();
      closeDialogs();
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

  const again = signInAgain(login, () => state);

  document.body.append(again.element, starting, login.element, workplace, bar.element);
  change({});
  void session.restore();
};

start();
