import type { MadoguchiApi, MadoguchiEvents } from '../public.ts';
import { createLauncher } from './launcher.ts';
import { createPanel } from './panel.ts';
import type { FromPanel, Panel } from './panel.ts';
import { css } from './style.ts';

const ACCENT = '--madoguchi-accent';
const LABEL = 'サポートに質問する';
const TITLE = 'サポート窓口';
const AWAY = 'つながりません';

/**
 * Launcher and panel on the host page, and the ways to steer them: one function, since every host page
 * pays for each byte and what a class adds is a tenth of the whole. Until it is opened for the first time
 * nothing is requested; afterwards the frame stays, so that a conversation goes on while it is closed.
 * @param base address of the folder that `widget.js` lies in
 * @param wishes the `data-` attributes of the script tag (`README.md`); an empty name would be none to a screen reader
 */
export const createWidget = (base: URL, wishes: DOMStringMap): MadoguchiApi => {
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  let panel: Panel | null = null;
  let identity: string | null = null;
  let open = false;
  /** Where the focus was before it was opened. */
  let opener: Element | null = null;

  /** Events of the page's own kind carry what is told; the browser keeps the listeners. */
  const emit = (name: keyof MadoguchiEvents, detail?: number): void => {
    host.dispatchEvent(new CustomEvent(name, { detail }));
  };
  const tell = (): void => {
    if (!panel?.ready()) return;
    const appearance = { ...wishes, accent: getComputedStyle(host).getPropertyValue(ACCENT) };
    // Query and fragment of the host's address are none of our business.
    panel.tell({ identity, pageUrl: location.origin + location.pathname, appearance, open });
  };
  const hear = ({ type, count }: FromPanel): void => {
    if (type === 'ready') {
      if (open) panel?.element.focus();
      tell();
    } else if (type === 'close') show(false);
    else if (type === 'away') {
      show(false);
      launcher.show(false, AWAY);
    } else {
      if (type === 'unread') launcher.setUnread(count);
      emit(type, count);
    }
  };
  const makePanel = (): Panel => {
    const made = createPanel(base, wishes.title || TITLE, hear);
    shadow.prepend(made.element);
    return made;
  };
  const show = (wish: boolean): void => {
    if (wish === open) return;
    open = wish;
    const within = shadow.activeElement;
    if (open) opener = document.activeElement;
    panel ??= makePanel();
    const { element } = panel;
    element.hidden = !open;
    launcher.show(open);
    tell();
    if (open) {
      // What is not there yet cannot have the focus, and asking for it costs a layout.
      if (panel.ready()) element.focus();
      // A page that closes it by itself keeps its focus.
    } else if (within) {
      launcher.element.focus();
      if (opener instanceof HTMLElement) opener.focus();
    }
    // What did not come is asked for anew.
    if (!open && !panel.ready()) {
      panel.remove();
      panel = null;
    }
    emit(open ? 'open' : 'close');
  };

  // In a task of its own: the press and a new frame in one would be a long task of a slow phone. It never closes:
  // the second click of a double one, or of who sees nothing yet, must not undo the first.
  const launcher = createLauncher(wishes.label || LABEL, () => {
    timer = setTimeout(() => show(true));
  });
  launcher.show(false);
  shadow.append(launcher.element);
  shadow.adoptedStyleSheets = [sheet];
  sheet.replaceSync(css(wishes.side === 'left' ? 'left' : 'right'));
  host.lang = 'ja';
  if (wishes.accent) host.style.setProperty(ACCENT, wishes.accent);
  // In a task of its own: drawing Japanese must not add to the page's own start. Beside the body, which
  // is replaced when a page is changed by script.
  let timer = setTimeout(() => document.documentElement.append(host));

  return {
    open: () => show(true),
    close: () => show(false),
    identify(given) {
      identity = given;
      tell();
    },
    on(name, listener) {
      const life = new AbortController();
      host.addEventListener(name, { handleEvent: ({ detail }: CustomEvent) => listener(detail) }, life);
      return () => life.abort();
    },
    destroy() {
      clearTimeout(timer);
      panel?.remove();
      host.remove();
      delete window.Madoguchi;
    },
  };
};
