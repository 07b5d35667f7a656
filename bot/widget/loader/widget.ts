import type { FromFrame } from '../protocol.ts';
import type { MadoguchiApi, MadoguchiEvents } from '../public.ts';
import { Launcher } from './launcher.ts';
import { Panel } from './panel.ts';
import { css } from './style.ts';

const ACCENT = '--madoguchi-accent';
const LABEL = 'サポートに質問する';

/**
 * Launcher and panel on the host page. Until it is opened for the first time nothing is requested;
 * afterwards the frame stays, so that a conversation goes on while it is closed.
 */
export class Widget {
  readonly #base: URL;
  readonly #wishes: DOMStringMap;
  readonly #host = document.createElement('div');
  readonly #shadow = this.#host.attachShadow({ mode: 'open' });
  readonly #launcher: Launcher;
  #panel: Panel | null = null;
  #identity: string | null = null;
  #attaching = 0;
  #ready = false;
  #open = false;

  /** @param wishes the `data-` attributes of the script tag (`public.ts`) */
  constructor(base: URL, wishes: DOMStringMap) {
    this.#base = base;
    this.#wishes = wishes;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css(wishes.side === 'left' ? 'left' : 'right'));
    this.#shadow.adoptedStyleSheets = [sheet];
    if (wishes.accent) this.#host.style.setProperty(ACCENT, wishes.accent);
    this.#launcher = new Launcher(wishes.label ?? LABEL, () => this.show(!this.#open));
    this.#shadow.append(this.#launcher.element);
    this.#attachSoon();
  }

  show(open: boolean): void {
    if (open === this.#open) return;
    this.#open = open;
    if (!this.#panel) {
      this.#panel = new Panel(this.#base, (message) => this.#hear(message));
      this.#shadow.prepend(this.#panel.element);
    }
    this.#panel.element.hidden = !open;
    this.#launcher.show(open);
    this.#tellShown();
    if (!open) this.#launcher.element.focus();
    this.#emit(open ? 'open' : 'close');
  }

  identify(identity: string | null): void {
    this.#identity = identity;
    if (this.#ready) this.#panel?.tell({ type: 'identify', identity });
  }

  destroy(): void {
    clearTimeout(this.#attaching);
    this.#panel?.remove();
    this.#host.remove();
  }

  /** Events of the page's own kind carry what is told; the browser keeps the listeners. */
  on<Name extends keyof MadoguchiEvents>(
    name: Name,
    listener: (detail: MadoguchiEvents[Name]) => void,
  ): () => void {
    const heard = (event: Event): void => {
      if (event instanceof CustomEvent) listener(event.detail);
    };
    this.#host.addEventListener(name, heard);
    return () => this.#host.removeEventListener(name, heard);
  }

  #emit(name: keyof MadoguchiEvents, detail?: number): void {
    this.#host.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** In a task of its own, and once there is a body: drawing Japanese must not add to the page's own start. */
  #attachSoon(): void {
    this.#attaching = setTimeout(() => {
      if (document.body) document.body.append(this.#host);
      else this.#attachSoon();
    });
  }

  #hear(message: FromFrame): void {
    if (message.type === 'ready') return this.#initialise();
    if (message.type === 'close') return this.show(false);
    if (message.type !== 'unread') return this.#emit(message.type);
    this.#launcher.setUnread(message.count);
    this.#emit(message.type, message.count);
  }

  #initialise(): void {
    this.#ready = true;
    this.#panel?.element.classList.add('ready');
    this.#panel?.tell({
      type: 'init',
      identity: this.#identity,
      // Query and fragment of the host's address are none of our business.
      pageUrl: location.origin + location.pathname,
      appearance: {
        accent: getComputedStyle(this.#host).getPropertyValue(ACCENT),
        theme: this.#wishes.theme,
      },
    });
    this.#tellShown();
  }

  #tellShown(): void {
    const panel = this.#panel;
    if (!this.#ready || !panel) return;
    if (this.#open) panel.element.focus();
    panel.tell(this.#open ? { type: 'shown', full: panel.full } : { type: 'hidden' });
  }
}

/** What the host page gets: nothing of the widget but the ways to steer it. */
export const publicApi = (widget: Widget): MadoguchiApi => ({
  open: () => widget.show(true),
  close: () => widget.show(false),
  identify: (identity) => widget.identify(identity),
  on: (name, listener) => widget.on(name, listener),
  destroy: () => {
    widget.destroy();
    delete window.Madoguchi;
  },
});
