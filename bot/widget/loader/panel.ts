import type { FromFrame, HostState } from '../protocol.ts';

/** Sane range 10–30 s: less gives up on a slow phone, more leaves the visitor with nothing. */
const PATIENCE_MS = 20_000;

/** The frame as the host page holds it. */
export interface Panel {
  element: HTMLIFrameElement;
  /** Heard only once it has said that it is ready. */
  tell(state: Omit<HostState, 'full'>): void;
  /** False when it never said so: what did not come is to be made anew. */
  ready(): boolean;
  remove(): void;
}

/** What is heard of it. `away`: it does not come. */
export type FromPanel = FromFrame | { type: 'away'; count?: number };

/**
 * Nothing is requested before it is made.
 * @param base address of the folder that `widget.js` lies in
 * @param title the frame's name for screen readers
 * @param onMessage messages of other origins or windows never get here
 */
export const createPanel = (base: URL, title: string, onMessage: (message: FromPanel) => void): Panel => {
  const element = document.createElement('iframe');
  const ready = (): boolean => !!element.className;
  /** The style sheet makes it cover the whole page where the page is small. */
  const full = (): boolean => element.offsetWidth === innerWidth;
  const hear = ({ origin, source, data }: MessageEvent<FromFrame>): void => {
    // Nobody but our own frame passes, and that knows every loader.
    if (origin !== base.origin || source !== element.contentWindow) return;
    if (data.type === 'ready') element.className = data.type;
    onMessage(data);
  };
  /** iOS lays its keyboard over the page without making the page smaller; the field must stay above it. */
  const fit = (): void => {
    element.style.height = full() && visualViewport ? `${visualViewport.height}px` : '';
  };
  const life = new AbortController();
  const timer = setTimeout(() => {
    if (!ready()) onMessage({ type: 'away' });
  }, PATIENCE_MS);
  element.title = title;
  element.allow = 'clipboard-write;autoplay';
  // The frame hears only the origin that is named here; a fragment is never sent to a server.
  element.src = `${base.href}widget/frame#${location.origin}`;
  addEventListener('message', hear, life);
  visualViewport?.addEventListener('resize', fit, life);
  return {
    element,
    tell: (state) => element.contentWindow?.postMessage({ ...state, full: full() }, base.origin),
    ready,
    remove() {
      clearTimeout(timer);
      life.abort();
      element.remove();
    },
  };
};
