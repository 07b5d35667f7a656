import { h } from '../view/h.ts';
import { labels } from './labels.ts';
import { between, moved, resized, type Mark, type Marks, type Point } from './marks.ts';

/** A pointer that moved less than this was pressed, not dragged (CSS px). Sane: 3 to 8; a finger trembles. */
const DRAG_FROM = 5;

const { picture: words } = labels;

/** The picture and its marks, as far as a pointer has to do with them. Marks are known by their index. */
export interface PointedAt {
  readonly marks: Marks;
  add(mark: Mark): void;
  replace(index: number, mark: Mark, step: string): void;
  /** Draws all marks anew. */
  draw(selected: number | null): void;
  focus(index: number): void;
  say(text: string): void;
}

/** What a pointer that is down does. `ground`: draws a new mark, or sets one of two corners. */
type Grip = { on: 'ground' } | { on: 'mark' | 'handle'; index: number; mark: Mark };

interface Drag {
  grip: Grip;
  from: Point;
  /** In CSS pixels of the page. */
  page: Point;
  dragged: boolean;
}

class Pointing {
  readonly #surface: HTMLElement;
  readonly #stage: PointedAt;
  #drag: Drag | null = null;
  /** The first of two corners that were pressed. */
  #corner: { at: Point; dot: HTMLElement } | null = null;

  constructor(surface: HTMLElement, stage: PointedAt) {
    this.#surface = surface;
    this.#stage = stage;
  }

  down(event: PointerEvent): void {
    if (event.button !== 0 || this.#drag) return;
    // Keeps the browser from selecting and dragging the picture itself; the focus is then ours to set.
    event.preventDefault();
    this.#surface.setPointerCapture(event.pointerId);
    const grip = this.#gripOf(event.target);
    if (grip.on !== 'ground') this.#stage.focus(grip.index);
    this.#stage.marks.settle();
    const page = { x: event.clientX, y: event.clientY };
    this.#drag = { grip, from: this.#pointOf(event), page, dragged: false };
  }

  move(event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return;
    const far = Math.hypot(event.clientX - drag.page.x, event.clientY - drag.page.y);
    if (!drag.dragged && far < DRAG_FROM) return;
    const to = this.#pointOf(event);
    if (drag.grip.on === 'ground') this.#drawNew(drag, to);
    else this.#dragMark(drag.grip, { x: to.x - drag.from.x, y: to.y - drag.from.y });
    drag.dragged = true;
  }

  up(event: PointerEvent): void {
    const drag = this.#drag;
    this.#drag = null;
    this.#stage.marks.settle();
    if (drag?.grip.on !== 'ground') return;
    if (!drag.dragged) return this.#pressCorner(this.#pointOf(event));
    this.#stage.focus(this.#last);
    this.#stage.say(words.added(this.#last));
  }

  /** A second finger has come, which zooms: what the first one began to do was not meant. */
  cancel(): void {
    const began = this.#drag?.dragged === true;
    this.#drag = null;
    this.#stage.marks.settle();
    if (!began) return;
    this.#stage.marks.undo();
    this.#stage.draw(null);
  }

  get #last(): number {
    return this.#stage.marks.all.length - 1;
  }

  #gripOf(target: EventTarget | null): Grip {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-mark]') : null;
    const index = Number(element?.dataset.mark ?? Number.NaN);
    const mark = this.#stage.marks.all[index];
    if (!mark) return { on: 'ground' };
    const onHandle = target instanceof HTMLElement && target.dataset.handle !== undefined;
    return { on: onHandle ? 'handle' : 'mark', index, mark };
  }

  #drawNew(drag: Drag, to: Point): void {
    this.#dropCorner();
    const mark = between(drag.from, to);
    if (drag.dragged) return this.#stage.replace(this.#last, mark, 'draw');
    this.#stage.marks.add(mark, 'draw');
    this.#stage.draw(this.#last);
  }

  #dragMark({ on, index, mark }: Exclude<Grip, { on: 'ground' }>, by: Point): void {
    this.#stage.replace(index, on === 'handle' ? resized(mark, by) : moved(mark, by), 'drag');
  }

  /** One of two opposite corners; the second makes the mark. */
  #pressCorner(at: Point): void {
    const first = this.#corner?.at;
    this.#dropCorner();
    if (first) return this.#stage.add(between(first, at));
    const dot = h('span', { class: 'corner', 'aria-hidden': 'true' });
    dot.style.left = `${at.x * 100}%`;
    dot.style.top = `${at.y * 100}%`;
    this.#surface.append(dot);
    this.#corner = { at, dot };
    this.#stage.say(words.corner);
  }

  #dropCorner(): void {
    this.#corner?.dot.remove();
    this.#corner = null;
  }

  /** In fractions of the picture. */
  #pointOf({ clientX, clientY }: PointerEvent): Point {
    const box = this.#surface.getBoundingClientRect();
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
  }
}

/**
 * Mouse, finger or pen on the picture: dragging draws a mark, moves one, or stretches it by its handle;
 * pressing two opposite corners draws one, for whom dragging is hard (WCAG 2.5.7).
 */
export const followPointer = (surface: HTMLElement, stage: PointedAt): void => {
  const pointing = new Pointing(surface, stage);
  surface.addEventListener('pointerdown', (event) => pointing.down(event));
  surface.addEventListener('pointermove', (event) => pointing.move(event));
  surface.addEventListener('pointerup', (event) => pointing.up(event));
  surface.addEventListener('pointercancel', () => pointing.cancel());
};
