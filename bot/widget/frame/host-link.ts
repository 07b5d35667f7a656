import { isToFrame } from '../protocol.ts';
import type { FromFrame, ToFrame } from '../protocol.ts';

/**
 * The way to the host page. The loader names the page's origin in the frame's fragment; from then on
 * only messages from that origin and that very window count, and only it gets any. Naming a wrong
 * origin gains nothing: the browser, not the message, says where a message comes from.
 * Opened as a page of its own, the frame has no host and nobody to hear.
 */
export class HostLink {
  readonly #origin: string;
  readonly #host: Window | null;

  constructor(onMessage: (message: ToFrame) => void) {
    this.#origin = decodeURIComponent(location.hash.slice(1));
    this.#host = window.parent === window ? null : window.parent;
    window.addEventListener('message', ({ origin, source, data }) => {
      if (this.#host === null || source !== this.#host || origin !== this.#origin) return;
      if (isToFrame(data)) onMessage(data);
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
