import { labels } from '../labels.ts';
import type { NoticeView } from '../wire-types.ts';
import { blocks } from '../../../browser/blocks.ts';
import { drawings, h, icon } from './h.ts';

/** The middle of the window: the welcome, and room for what is said (`later/log-items.ts`). */
export class LogView {
  readonly element: HTMLElement;
  /** What scrolls, and what is said within it. */
  readonly scroller: HTMLElement;
  readonly items = h('div', { class: 'items' });
  readonly #greeting = h('p', { class: 'greeting' }, labels.welcome);
  readonly #notice = h('div', { class: 'sharing' });
  #noticeKey = '';

  constructor() {
    const welcome = h(
      'div',
      { class: 'welcome' },
      icon(drawings.window),
      this.#greeting,
      h('p', {}, labels.welcomeHint),
    );
    this.scroller = h(
      'div',
      { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': labels.log, tabindex: '0' },
      welcome,
      this.#notice,
      this.items,
    );
    this.element = h('div', { class: 'middle' }, this.scroller);
  }

  focus(): void {
    this.scroller.focus({ preventScroll: true });
  }

  /** The host page's own words, or the usual ones. */
  greet(greeting: string = labels.welcome): void {
    this.#greeting.textContent = greeting;
  }

  /** N2: how what is written is used. */
  drawNotices(notices: readonly NoticeView[]): void {
    const sharing = notices.filter(({ kind }) => kind === 'sharing');
    const key = JSON.stringify(sharing);
    if (key === this.#noticeKey) return;
    this.#noticeKey = key;
    this.#notice.replaceChildren(...sharing.flatMap((notice) => blocks(notice.blocks)));
  }
}
