import { labels } from '../labels.ts';
import { countdown, officeLine } from '../office-line.ts';
import type { Snapshot } from '../snapshot.ts';
import { button, drawings, h, icon } from './h.ts';

export interface HeaderActions {
  close(): void;
  copy(): void;
  print(): void;
  /** Turns the sound on or off. */
  sound(): void;
  startOver(): void;
}

/** What it shows of the desk. */
export type Desk = Pick<Snapshot, 'office' | 'aheadMs'>;

/** Between two looks at the clock (ms): what is counted down are minutes. */
const TICK_MS = 5_000;

const put = (element: HTMLElement, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};

/** Title, whether people are there, and a small menu. */
export class Header {
  readonly element: HTMLElement;
  readonly #title = h('h1', { id: 'title', tabindex: '-1' }, labels.title);
  readonly #office = h('span', { role: 'status' });
  /** Apart from the line itself: to hear of every minute would be too much. */
  readonly #countdown = h('span');
  readonly #state = h('p', { class: 'office' }, this.#office, this.#countdown);
  readonly #menu: HTMLElement;
  readonly #menuButton: HTMLButtonElement;
  /** Of use once something was said. */
  readonly #ofTheTalk: readonly HTMLButtonElement[];
  readonly #sound: HTMLButtonElement;
  readonly #startOver: HTMLButtonElement;
  #desk: Desk = { office: null, aheadMs: 0 };

  constructor(actions: HeaderActions) {
    const entry = (label: string, act: () => void): HTMLButtonElement =>
      button(label, () => {
        this.closeMenu();
        act();
      });
    this.#ofTheTalk = [entry(labels.copy, actions.copy), entry(labels.print, actions.print)];
    this.#sound = entry(labels.sound, actions.sound);
    this.#startOver = entry(labels.startOver, actions.startOver);
    this.#menu = h(
      'div',
      { id: 'menu', class: 'menu', hidden: '' },
      ...this.#ofTheTalk,
      this.#sound,
      this.#startOver,
    );
    this.#menuButton = button(icon(drawings.more), () => this.#show(this.#menu.hasAttribute('hidden')), {
      class: 'round',
      'aria-label': labels.menu,
      'aria-expanded': 'false',
      'aria-controls': 'menu',
    });
    const close = button(icon(drawings.close), actions.close, { class: 'round', 'aria-label': labels.close });
    const title = h('div', { class: 'title' }, this.#title, this.#state);
    // The menu comes after its button, so that Tab leads into it.
    this.element = h('div', { class: 'top' }, title, this.#menuButton, this.#menu, close);
    this.element.addEventListener('focusout', (event) => {
      const to = event.relatedTarget;
      if (to instanceof Node && !this.#menu.contains(to) && to !== this.#menuButton) this.#show(false);
    });
    // Safari gives no focus to a button that is pressed, and so takes none from it either.
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !this.#menu.contains(target) && !this.#menuButton.contains(target))
        this.#show(false);
    });
    setInterval(() => this.#tick(), TICK_MS);
  }

  /** To be read from the top. */
  focus(): void {
    this.#title.focus();
  }

  /** The host page's own heading, or the usual one. */
  name(given?: string): void {
    const title = given || labels.title;
    put(this.#title, title);
    document.title = title;
  }

  /** @param said something was; a person's conversation is not left for a new one */
  draw(desk: Desk, said: boolean, mayStartOver: boolean): void {
    this.#desk = desk;
    put(this.#office, officeLine(desk.office));
    this.#state.classList.toggle('open', desk.office?.open === true);
    this.#tick();
    for (const entry of this.#ofTheTalk) entry.hidden = !said;
    this.#startOver.hidden = !said || !mayStartOver;
  }

  drawSound(on: boolean): void {
    this.#sound.setAttribute('aria-pressed', String(on));
  }

  /** True when there was something to close; the focus goes back to where it was opened. */
  closeMenu(): boolean {
    if (this.#menu.hidden) return false;
    this.#show(false);
    this.#menuButton.focus();
    return true;
  }

  #tick(): void {
    put(this.#countdown, countdown(this.#desk.office, Date.now() + this.#desk.aheadMs));
  }

  #show(open: boolean): void {
    this.#menu.hidden = !open;
    this.#menuButton.setAttribute('aria-expanded', String(open));
  }
}
