import type { Item } from '../items.ts';
import { labels } from '../labels.ts';
import type { NoticeView } from '../wire-types.ts';
import { blocks } from '../../../browser/blocks.ts';
import { button, drawings, h, icon } from './h.ts';

/** Nearer to the end than this (CSS px), a reader counts as following along. */
const NEAR_END = 80;
/** Space left above what is scrolled to (CSS px). */
const MARGIN = 12;

interface Drawn {
  element: HTMLElement;
  /** What it was drawn from; drawn anew only when that changes, so that nothing is read out twice. */
  from: string;
}

/** The log: draws what is new or changed, and keeps the reader's place. */
export class LogView {
  readonly element: HTMLElement;
  readonly #scroller: HTMLElement;
  readonly #items = h('div', { class: 'items' });
  readonly #notice = h('div', { class: 'sharing' });
  readonly #answering: HTMLElement;
  readonly #pill: HTMLButtonElement;
  readonly #draw: (item: Item) => HTMLElement;
  #drawn = new Map<string, Drawn>();
  #noticeKey = '';
  #following = true;

  constructor(draw: (item: Item) => HTMLElement) {
    this.#draw = draw;
    this.#answering = h(
      'div',
      { class: 'answering', 'aria-hidden': 'true', hidden: '' },
      h('i'),
      h('i'),
      h('i'),
    );
    this.#answering.title = labels.answering;
    const welcome = h(
      'div',
      { class: 'welcome' },
      icon(drawings.window),
      h('p', { class: 'greeting' }, labels.welcome),
      h('p', {}, labels.welcomeHint),
    );
    this.#scroller = h(
      'div',
      { class: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': labels.log, tabindex: '0' },
      welcome,
      this.#notice,
      this.#items,
      this.#answering,
    );
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    // A strip above, a growing field or a phone's keyboard must not cover what is being read.
    new ResizeObserver(() => {
      if (this.#following) this.#toEnd();
    }).observe(this.#scroller);
    this.#pill = button(labels.newMessages, () => this.#toEnd(), { class: 'pill', hidden: '' });
    this.element = h('div', { class: 'middle' }, this.#scroller, this.#pill);
  }

  /** What the customer asked for by a button is looked at when it comes. */
  follow(): void {
    this.#following = true;
  }

  focus(): void {
    this.#scroller.focus({ preventScroll: true });
  }

  draw(items: readonly Item[], notices: readonly NoticeView[], answering: boolean): void {
    const following = this.#following;
    this.#drawNotices(notices.filter(({ kind }) => kind === 'sharing'));
    const started = answering && this.#answering.hidden;
    this.#answering.hidden = !answering;
    const added = this.#drawItems(items);
    const first = added.find((each) => !each.hasAttribute('aria-live'));
    if (first) this.#keepPlace(first, following || added.some((each) => each.classList.contains('customer')));
    else if ((started || added.length > 0) && following) this.#toEnd();
  }

  #drawNotices(notices: readonly NoticeView[]): void {
    const key = JSON.stringify(notices);
    if (key === this.#noticeKey) return;
    this.#noticeKey = key;
    this.#notice.replaceChildren(...notices.flatMap((notice) => blocks(notice.blocks)));
  }

  /** Answers the elements that were not there before, from top to bottom. */
  #drawItems(items: readonly Item[]): HTMLElement[] {
    const drawn = new Map<string, Drawn>();
    const added: HTMLElement[] = [];
    let before: Element | null = null;
    for (const item of items) {
      const former = this.#drawn.get(item.key);
      const current = this.#drawOne(item, former);
      if (!former) added.push(current.element);
      const place: Element | null = before ? before.nextElementSibling : this.#items.firstElementChild;
      if (place !== current.element) this.#items.insertBefore(current.element, place);
      before = current.element;
      drawn.set(item.key, current);
    }
    for (const [key, { element }] of this.#drawn) if (!drawn.has(key)) element.remove();
    this.#drawn = drawn;
    return added;
  }

  #drawOne(item: Item, former: Drawn | undefined): Drawn {
    const from = JSON.stringify(item);
    if (!former) return { element: this.#make(item), from };
    if (former.from === from) return former;
    // The element stays and its content changes; focus on a button that goes away stays in the log.
    const held = former.element.contains(document.activeElement);
    former.element.replaceChildren(...this.#draw(item).childNodes);
    former.element.removeAttribute('aria-live');
    if (held) this.focus();
    return { element: former.element, from };
  }

  #make(item: Item): HTMLElement {
    const element = this.#draw(item);
    // Within a live log only this keeps a screen reader from reading out what is not new.
    if (item.heard) element.setAttribute('aria-live', 'off');
    return element;
  }

  /** To the end, but never past the beginning of what is new: a long answer is read from its top. */
  #keepPlace(firstNew: HTMLElement, follow: boolean): void {
    if (!follow) {
      this.#pill.hidden = false;
      return;
    }
    const { scrollHeight, clientHeight } = this.#scroller;
    this.#scroller.scrollTop = Math.min(scrollHeight - clientHeight, firstNew.offsetTop - MARGIN);
  }

  #toEnd(): void {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#following = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.#following) this.#pill.hidden = true;
  }
}
