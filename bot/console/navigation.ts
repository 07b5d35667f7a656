import { formatRoute, parseRoute, type Route } from './state/route.ts';
import { shownItems } from './state/shown-items.ts';
import type { Store } from './store.ts';

export const goTo = (route: Route): void => {
  window.location.hash = formatRoute(route);
};

/** Keeps the state's route in step with the address, which is the one place that says where we are. */
export const followAddress = (store: Store): void =>
  window.addEventListener('hashchange', () =>
    store.dispatch({ type: 'route', route: parseRoute(window.location.hash) }),
  );

/** Opens the conversation after or before the open one; the first or last when none of the list is open. */
export const goToNeighbour = (store: Store, step: 1 | -1): void => {
  const state = store.state();
  const ids = shownItems(state).map(({ conversationId }) => conversationId);
  const at = ids.indexOf(state.route.conversationId ?? '');
  const next = at === -1 ? ids.at(step === 1 ? 0 : -1) : ids[at + step];
  if (next !== undefined) goTo({ ...state.route, conversationId: next });
};
