import { isHostState } from '../protocol.ts';
import type { FromFrame, HostState } from '../protocol.ts';

/**
 * The way to the host page. The loader names the page's origin in the frame's fragment; from then on
 * only messages from that origin and that very window count, and only it gets any. Naming a wrong
 * origin gains nothing: the browser, not the message, says where a message comes from.
 * Opened as a page of its own, the frame has no host and nobody to hear.
 */
export class HostLink {
  readonly #origin: string;
  readonly #host: Window | null;

  /** @param onState hears the new state and the one before it, null for the first */
  constructor(onState: (state: HostState, former: HostState | null) => void) {
    this.#origin = location.hash.slice(1);
    this.#host = window.parent === window ? null : window.parent;
    let former: HostState | null = null;
    window.addEventListener('message', ({ origin, source, data }) => {
      if (this.#host === null || source !== this.#host || origin !== this.#origin) return;
      if (!isHostState(data)) return;
      onState(data, former);
      former = data;
    });
  }

  get alone(): boolean {
    return this.#host === null;
  }

  /** Dropped by the browser when the host is not who the fragment said. */
  tell(message: FromFrame): void {
    if (this.#host !== null && this.#origin !== '') this.#host.postMessage(message, this.#origin);
  }
}
