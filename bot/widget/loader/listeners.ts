import type { MadoguchiEvents } from '../public.ts';

type Name = keyof MadoguchiEvents;
type Listener<N extends Name> = (detail: MadoguchiEvents[N]) => void;

/** Who of the host page listens to what. */
export class Listeners {
  readonly #held: { [N in Name]: Set<Listener<N>> } = {
    open: new Set(),
    close: new Set(),
    unread: new Set(),
    'identity-refused': new Set(),
  };

  add<N extends Name>(name: N, listener: Listener<N>): () => void {
    const held: Set<Listener<N>> = this.#held[name];
    held.add(listener);
    return () => void held.delete(listener);
  }

  tell<N extends Name>(name: N, detail: MadoguchiEvents[N]): void {
    const held: Set<Listener<N>> = this.#held[name];
    for (const listener of held) listener(detail);
  }
}
