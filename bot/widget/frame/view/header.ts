import type { OfficeResponse } from '../../../web/wire.ts';
import { labels } from '../labels.ts';
import { officeLine } from '../office-line.ts';
import { button, drawings, h, icon } from './h.ts';

export interface HeaderActions {
  close(): void;
  copy(): void;
  print(): void;
  startOver(): void;
}

/** Title, whether people are there, and a small menu. */
export class Header {
  readonly element: HTMLElement;
  readonly #office = h('p', { class: 'office', role: 'status' });
  readonly #menu: HTMLElement;
  readonly #menuButton: HTMLButtonElement;
  readonly #startOver: HTMLButtonElement;

  constructor(actions: HeaderActions) {
    const entry = (label: string, act: () => void): HTMLButtonElement =>
      button(label, () => {
        this.closeMenu();
        act();
      });
    this.#startOver = entry(labels.startOver, actions.startOver);
    this.#menu = h(
      'div',
      { id: 'menu', class: 'menu', hidden: '' },
      entry(labels.copy, actions.copy),
      entry(labels.print, actions.print),
      this.#startOver,
    );
    this.#menuButton = button(icon(drawings.more), () => this.#toggle(), {
      class: 'round',
      'aria-label': labels.menu,
      'aria-expanded': 'false',
      'aria-controls': 'menu',
    });
    const close = button(icon(drawings.close), actions.close, { class: 'round', 'aria-label': labels.close });
    const title = h('div', { class: 'title' }, h('h1', {}, labels.title), this.#office);
    this.element = h('div', { class: 'top' }, title, this.#menuButton, close, this.#menu);
    this.element.addEventListener('focusout', (event) => {
      const to = event.relatedTarget;
      if (to instanceof Node && !this.#menu.contains(to) && to !== this.#menuButton) this.#show(false);
    });
  }

  draw(office: OfficeResponse | null, mayStartOver: boolean): void {
    const line = officeLine(office);
    if (this.#office.textContent !== line) this.#office.textContent = line;
    this.#office.classList.toggle('open', office?.open === true);
    this.#startOver.hidden = !mayStartOver;
  }

  /** True when there was something to close; the focus goes back to where it was opened. */
  closeMenu(): boolean {
    if (this.#menu.hidden) return false;
    this.#show(false);
    this.#menuButton.focus();
    return true;
  }

  #toggle(): void {
    this.#show(this.#menu.hasAttribute('hidden'));
  }

  #show(open: boolean): void {
    this.#menu.hidden = !open;
    this.#menuButton.setAttribute('aria-expanded', String(open));
  }
}
