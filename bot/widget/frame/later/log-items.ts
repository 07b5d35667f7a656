import type { Item } from '../items.ts';
import { button, h } from '../view/h.ts';
import { drawItem } from '../view/item.ts';
import type { LogActions } from '../view/item.ts';
import type { LogView } from '../view/log.ts';
import { labels } from './labels.ts';

/** Nearer to the end than this (CSS px), a reader counts as following along. */
const NEAR_END = 80;
/** Space left above what is scrolled to (CSS px). */
const MARGIN = 12;

interface Drawn {
  element: HTMLElement;
  /** What it was drawn from; drawn anew only when that changes, so that nothing is read out twice. */
  from: string;
}

/** What is said: draws what is new or changed, and keeps the reader's place. */
export class LogItems {
  readonly #log: LogView;
  readonly #actions: LogActions;
  readonly #answering = h(
    'div',
    { class: 'answering', 'aria-hidden': 'true', title: labels.answering, hidden: '' },
    h('i'),
    h('i'),
    h('i'),
  );
  readonly #pill = button(labels.newMessages, () => this.#toNews(), { class: 'pill', hidden: '' });
  #drawn = new Map<string, Drawn>();
  #following = true;
  /** The customer has asked for what comes next by a button. */
  #awaited = false;
  /** The first of what came below the part that is being read. */
  #news: HTMLElement | null = null;

  constructor(log: LogView, actions: LogActions) {
    this.#log = log;
    this.#actions = actions;
    const { scroller, element } = log;
    scroller.append(this.#answering);
    scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    element.append(this.#pill);
    // A strip above, a growing field or a phone's keyboard must not cover what is being read.
    new ResizeObserver(() => {
      if (this.#following) this.#toEnd();
    }).observe(scroller);
  }

  /** What the customer asked for by a button is looked at when it comes, wherever they are reading. */
  follow(): void {
    this.#awaited = true;
  }

  /** The window was opened: what came meanwhile is looked at. */
  shown(): void {
    if (this.#news) this.#readFrom(this.#news);
  }

  draw(items: readonly Item[], answering: boolean): void {
    const following = this.#following || this.#awaited;
    const started = answering && this.#answering.hidden;
    this.#answering.hidden = !answering;
    const added = this.#drawItems(items);
    const first = added.find((each) => !each.hasAttribute('aria-live'));
    if (first) {
      this.#awaited = false;
      this.#keepPlace(first, following || added.some((each) => each.classList.contains('customer')));
    } else if ((started || added.length > 0) && following) this.#toEnd();
  }

  /** Answers the elements that were not there before, from top to bottom. */
  #drawItems(items: readonly Item[]): HTMLElement[] {
    const drawn = new Map<string, Drawn>();
    const added: HTMLElement[] = [];
    const parent = this.#log.items;
    let before: Element | null = null;
    for (const item of items) {
      const former = this.#drawn.get(item.key);
      const current = this.#drawOne(item, former);
      if (!former) added.push(current.element);
      const place: Element | null = before ? before.nextElementSibling : parent.firstElementChild;
      if (place !== current.element) parent.insertBefore(current.element, place);
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
    former.element.replaceChildren(...drawItem(item, this.#actions).childNodes);
    former.element.removeAttribute('aria-live');
    return { element: former.element, from };
  }

  #make(item: Item): HTMLElement {
    const element = drawItem(item, this.#actions);
    // Within a live log only this keeps a screen reader from reading out what is not new.
    if (item.heard) element.setAttribute('aria-live', 'off');
    return element;
  }

  /** To the end, but never past the beginning of what is new: a long answer is read from its top. */
  #keepPlace(firstNew: HTMLElement, follow: boolean): void {
    if (follow) return this.#readFrom(firstNew);
    this.#news ??= firstNew;
    this.#pill.hidden = false;
  }

  #readFrom(element: HTMLElement): void {
    const { scroller } = this.#log;
    const end = scroller.scrollHeight - scroller.clientHeight;
    scroller.scrollTop = Math.min(end, element.offsetTop - MARGIN);
    this.#news = null;
    this.#pill.hidden = true;
  }

  #toEnd(): void {
    const { scroller } = this.#log;
    scroller.scrollTop = scroller.scrollHeight;
  }

  /** The pill goes away; who pressed it by key reads on in the log. */
  #toNews(): void {
    this.shown();
    this.#log.focus();
  }

  #scrolled(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.#log.scroller;
    this.#following = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (!this.#following) return;
    this.#news = null;
    this.#pill.hidden = true;
  }
}
