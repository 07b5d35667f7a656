import { reduce, type Action } from './state/reduce.ts';
import type { State } from './state/state.ts';

export interface Store {
  state(): State;
  dispatch(action: Action): void;
  /** Called after each change, and with the state as it was. */
  subscribe(listener: (state: State, before: State) => void): void;
}

export const createStore = (initial: State): Store => {
  let current = initial;
  const listeners: ((state: State, before: State) => void)[] = [];
  return {
    state: () => current,
    dispatch: (action) => {
      const before = current;
      current = reduce(current, action);
      if (current === before) return;
      for (const listener of listeners) listener(current, before);
    },
    subscribe: (listener) => void listeners.push(listener),
  };
};
