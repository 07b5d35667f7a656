import type { FromFrame, ToFrame } from '../protocol.ts';

/** The frame as the host page holds it. Nothing is requested before it is made. */
export class Panel {
  readonly element = document.createElement('iframe');
  readonly #base: URL;
  readonly #onMessage: (message: FromFrame) => void;

  /**
   * @param base address of the folder that `widget.js` lies in
   * @param onMessage what the frame says; messages of other origins or windows never get here
   */
  constructor(base: URL, onMessage: (message: FromFrame) => void) {
    this.#base = base;
    this.#onMessage = onMessage;
    this.element.title = 'サポート窓口';
    this.element.allow = 'clipboard-write';
    // The frame hears only the origin that is named here; a fragment is never sent to a server.
    this.element.src = `${new URL('widget/frame', base).href}#${encodeURIComponent(location.origin)}`;
    addEventListener('message', this.#hear);
    visualViewport?.addEventListener('resize', this.#fit);
  }

  /** The style sheet makes it cover the whole page where the page is small. */
  get full(): boolean {
    return this.element.offsetWidth === innerWidth;
  }

  tell(message: ToFrame): void {
    this.element.contentWindow?.postMessage(message, this.#base.origin);
  }

  remove(): void {
    removeEventListener('message', this.#hear);
    visualViewport?.removeEventListener('resize', this.#fit);
    this.element.remove();
  }

  readonly #hear = ({ origin, source, data }: MessageEvent<FromFrame>): void => {
    // Nobody but our own frame passes, and that is released together with this loader.
    if (origin === this.#base.origin && source === this.element.contentWindow) this.#onMessage(data);
  };

  /** iOS lays its keyboard over the page without making the page smaller; the field must stay above it. */
  readonly #fit = (): void => {
    const height = this.full ? visualViewport?.height : undefined;
    this.element.style.height = height === undefined ? '' : `${height}px`;
  };
}
