import type { History } from '../state/state.ts';
import type { Context } from './context.ts';

export interface HistoryControl {
  search(scope: History['scope'], query: string): Promise<void>;
}

/** Conversations that are no longer at the desk; read on demand, not followed. */
export const createHistoryControl = ({ store, api }: Context): HistoryControl => {
  let newest = 0;
  const search: HistoryControl['search'] = async (scope, query) => {
    newest += 1;
    const own = newest;
    const { items, olderNotSearched } = store.state().history;
    store.dispatch({ type: 'history', history: { scope, items, olderNotSearched, status: 'loading' } });
    const found = await api.search(scope, query).catch(() => null);
    // An answer that a newer search has overtaken would show the wrong list.
    if (own !== newest) return;
    const history: History =
      found === null
        ? { scope, items, olderNotSearched, status: 'failed' }
        : {
            scope,
            items: found.conversations,
            olderNotSearched: found.olderNotSearched,
            status: 'idle',
          };
    store.dispatch({ type: 'history', history });
  };
  store.subscribe((state, before) => {
    const opened = state.route.list === 'history' && state.phase === 'logged-in';
    const was = before.route.list === 'history' && before.phase === 'logged-in';
    if (opened && !was) void search(state.history.scope, state.query);
  });
  return { search };
};
