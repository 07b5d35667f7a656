import type { QueueItem } from '../wire-types.ts';
import { itemsOf } from './queue-order.ts';
import type { State } from './state.ts';

/** The conversations of the list that is open, in the order they are shown. */
export const shownItems = (state: State): readonly QueueItem[] => {
  const { list } = state.route;
  if (list === 'history') return state.history.items;
  return itemsOf(state.desk.values(), { list, agentId: state.agent?.id ?? '', query: state.query });
};
