import { alertOnNews } from './alerts.ts';
import { createApi } from './api.ts';
import { createCalls } from '../browser/calls.ts';
import { sharedLabels } from '../browser/labels.ts';
import { browserStorage } from '../browser/browser-storage.ts';
import { comeBack, keepPlace, leftFrom, type Place } from '../browser/company-account.ts';
import { createCommands, type Commands } from './commands.ts';
import { createAuditControl } from './control/audit.ts';
import type { Context } from './control/context.ts';
import { followDesk } from './control/following.ts';
import { createHandlingControl } from './control/handling.ts';
import { createHistoryControl } from './control/history.ts';
import { createReadingControl } from './control/reading.ts';
import { createSessionControl, type SessionControl } from './control/session.ts';
import { createWritingControl } from './control/writing.ts';
import { listenToKeys } from './keyboard.ts';
import { labels } from './labels.ts';
import { followAddress, goTo, goToNeighbour } from './navigation.ts';
import { createSettings, type Settings } from './settings.ts';
import type { Command } from './shortcuts.ts';
import { createDrafts } from './state/drafts.ts';
import { formatRoute, parseRoute } from './state/route.ts';
import { createServerClock } from './state/server-clock.ts';
import { initialState } from './state/state.ts';
import { createStore } from './store.ts';
import { announceNewEvents, announcer } from './view/announcer.ts';
import { showAudit } from './view/audit-dialog.ts';
import { confirmLogOut } from './view/dialogs.ts';
import { el, show } from '../browser/element.ts';
import { showHelp } from './view/help-dialog.ts';
import { loginView } from '../browser/login-view.ts';
import { messageBar } from '../browser/message-bar.ts';
import { showTitle } from './view/page-title.ts';
import { showTexts } from './view/texts-dialog.ts';
import { workspaceView, type Workspace } from './view/workspace-view.ts';

/** Waiting times are shown in minutes; this often they are looked at again. Milliseconds, 1,000–30,000. */
const TICK_MS = 10_000;

const place: Place = { program: 'console', normalise: (hash) => formatRoute(parseRoute(hash)) };

const createContext = (messages: Context['messages'], onUnauthorised: () => void): Context => {
  const storage = browserStorage();
  const drafts = createDrafts({ store: storage, now: Date.now, newMessageId: () => crypto.randomUUID() });
  drafts.removeOld();
  return {
    store: createStore(initialState(parseRoute(window.location.hash))),
    api: createApi(
      createCalls((attended) => {
        if (attended) onUnauthorised();
      }),
    ),
    drafts,
    storage,
    clock: createServerClock(Date.now),
    messages,
  };
};

const logOut = async ({ store }: Context, session: SessionControl): Promise<void> => {
  if (store.state().draftIds.size > 0 && !(await confirmLogOut())) return;
  await session.logOut();
};

const openAudit = (context: Context): void => {
  const { agent, open } = context.store.state();
  const ports = {
    ...createAuditControl(context),
    deskOnly: agent?.may.includes('read-account-audit') !== true,
    openConversationId: open?.id ?? null,
  };
  showAudit(ports).catch((error: unknown) =>
    context.messages.problem(error instanceof Error ? error.message : labels.problem.server),
  );
};

interface Desk {
  context: Context;
  commands: Commands;
  workspace: Workspace;
  help(): void;
  texts(): void;
}

const run = ({ context: { store }, commands, workspace, help, texts }: Desk, command: Command): void => {
  if (command.type === 'list') {
    goTo({ list: command.list, conversationId: store.state().route.conversationId });
    return;
  }
  const actions: Record<typeof command.type, () => void> = {
    next: () => goToNeighbour(store, 1),
    previous: () => goToNeighbour(store, -1),
    search: workspace.list.focusSearch,
    reply: () => workspace.conversation.composer.focus('reply'),
    note: () => workspace.conversation.composer.focus('note'),
    claim: commands.claim,
    transfer: commands.transfer,
    close: commands.close,
    texts,
    details: workspace.toggleDetails,
    help,
  };
  actions[command.type]();
};

const createWorkspace = (context: Context, session: SessionControl, settings: Settings): Desk => {
  const { store, drafts, clock } = context;
  const reading = createReadingControl(context);
  const writing = createWritingControl(context, reading.refresh);
  const commands = createCommands(context, createHandlingControl(context, reading.refresh), writing);
  const history = createHistoryControl(context);
  const help = (): void =>
    showHelp({ singleKeys: settings.current().singleKeys, setSingleKeys: settings.setSingleKeys });
  const texts = (): void => {
    if (store.state().open?.view == null) return;
    showTexts({
      lookUp: async (query) => (await context.api.texts(query)).texts,
      insert: (text) => workspace.conversation.composer.insert(text),
    });
  };
  const workspace: Workspace = workspaceView({
    header: {
      preferences: settings.current,
      toggle: (name) => void settings.toggle(name),
      help,
      audit: () => openAudit(context),
      logOut: () => void logOut(context, session),
    },
    list: {
      query: (query) => store.dispatch({ type: 'query', query }),
      searchHistory: (scope, query) => void history.search(scope, query),
      now: clock.now,
    },
    conversation: {
      ...commands,
      drafts,
      typed: writing.typed,
      send: (kind) => void writing.send(kind),
      texts,
      seen: reading.seen,
      dismissRefusal: writing.dismissRefusal,
      now: clock.now,
    },
  });
  followDesk(context, reading.refresh);
  return { context, commands, workspace, help, texts };
};

/** An open dialog would lie over the log-in form, with a customer's affairs in it. */
const closeDialogs = (): void => {
  for (const dialog of document.querySelectorAll('dialog')) dialog.close();
};

const start = (): void => {
  const bar = messageBar();
  const voice = announcer();
  const starting = el('p', { class: 'starting', role: 'status' }, sharedLabels.starting);
  const tab = browserStorage('sessionStorage');
  const { outcome, address } = comeBack(tab, place, window.location);
  if (address !== null) window.history.replaceState(null, '', address);
  const context = createContext(bar.messages, () => session.ended());
  const { store } = context;
  const session = createSessionControl(context, {
    leaveTo: (away) => window.location.assign(away),
    cameFromEditor: leftFrom(tab, 'editor'),
  });
  const render = (): void => {
    const state = store.state();
    show(starting, state.phase === 'starting');
    login.update(state);
    desk.workspace.update(state);
    showTitle(state);
  };
  const settings = createSettings(context, () => render());
  const login = loginView({
    heading: labels.logIn.heading,
    logIn: session.logIn,
    outcome,
    leaving: () => keepPlace(tab, place, window.location.hash),
  });
  const desk = createWorkspace(context, session, settings);

  document.body.append(starting, login.element, desk.workspace.element, bar.element, voice.element);
  store.subscribe((state, before) => {
    if (state.phase !== before.phase) closeDialogs();
    render();
  });
  announceNewEvents(store, voice.announce);
  alertOnNews({
    store,
    preferences: settings.current,
    announce: voice.announce,
    messages: bar.messages,
    open: (conversationId) => goTo({ list: store.state().route.list, conversationId }),
  });
  followAddress(store);
  listenToKeys({
    active: () => store.state().phase === 'logged-in',
    singleKeys: () => settings.current().singleKeys,
    run: (command) => run(desk, command),
  });
  setInterval(render, TICK_MS);
  render();
  void session.restore();
};

start();
