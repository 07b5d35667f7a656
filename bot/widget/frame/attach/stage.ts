import { button, h } from '../view/h.ts';
import { labels } from './labels.ts';
import { between, moved, resized, type Mark, type Marks, type Point } from './marks.ts';

export interface StagePorts {
  /** The marks or the selection have changed. */
  changed(): void;
  say(text: string): void;
}

/** A pointer that moved less than this was pressed, not dragged (CSS px). Sane: 3 to 8; a finger trembles. */
const DRAG_FROM = 5;
/** How far an arrow moves or stretches, as a fraction of the picture. */
const KEY_STEP = 0.01;

/** How much larger than it fits in. Beyond four times, only its own pixels get larger. */
const ZOOMS = [1, 2, 4];

const { picture: words } = labels;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -KEY_STEP, y: 0 },
  ArrowRight: { x: KEY_STEP, y: 0 },
  ArrowUp: { x: 0, y: -KEY_STEP },
  ArrowDown: { x: 0, y: KEY_STEP },
};

/** What a pointer that is down does. `ground`: draws a new mark, or sets one of two corners. */
type Grip = { on: 'ground' } | { on: 'mark' | 'handle'; index: number; mark: Mark };

interface Drag {
  grip: Grip;
  from: Point;
  /** In CSS pixels of the page. */
  page: Point;
  dragged: boolean;
}

/**
 * The picture with its marks. A mark is drawn by dragging over the picture, or by pressing two opposite
 * corners, for whom dragging is hard; moved and stretched by dragging or with the arrow keys.
 */
export class Stage {
  readonly #element: HTMLElement;
  /** The room that the picture has; as it comes, the picture is as large as it can be in it. */
  readonly place: HTMLElement;
  readonly #picture: HTMLCanvasElement;
  readonly #marks: Marks;
  readonly #ports: StagePorts;
  #drawn: HTMLButtonElement[] = [];
  #selected: number | null = null;
  #drag: Drag | null = null;
  /** Index of ZOOMS. */
  #zoom = 0;
  /** The first of two corners that were pressed. */
  #corner: { at: Point; dot: HTMLElement } | null = null;

  constructor(picture: HTMLCanvasElement, marks: Marks, ports: StagePorts) {
    this.#picture = picture;
    this.#marks = marks;
    this.#ports = ports;
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', words.stage);
    // Arrows are for the marks: as an application they get here, and not to a screen reader's cursor.
    this.#element = h(
      'div',
      { class: 'stage', role: 'application', 'aria-label': words.stage, 'aria-describedby': 'mark-keys' },
      picture,
    );
    this.place = h(
      'div',
      { class: 'place', role: 'group', 'aria-label': words.stage },
      this.#element,
      h('p', { id: 'mark-keys', class: 'sr' }, words.keys),
    );
    this.#listen();
    new ResizeObserver(() => this.#fit()).observe(this.place);
  }

  get selected(): number | null {
    return this.#selected;
  }

  get canZoom(): { in: boolean; out: boolean } {
    return { in: this.#zoom < ZOOMS.length - 1, out: this.#zoom > 0 };
  }

  /** One step larger (1) or smaller (-1), around what is worked on. */
  zoom(by: 1 | -1): void {
    this.#zoom = Math.min(Math.max(this.#zoom + by, 0), ZOOMS.length - 1);
    this.#fit();
    // What has to be scrolled has to be reached by keyboard, too.
    if (this.#zoom > 0) this.place.setAttribute('tabindex', '0');
    else this.place.removeAttribute('tabindex');
    const { place } = this;
    const marked = this.#selected === null ? undefined : this.#drawn[this.#selected];
    if (marked) marked.scrollIntoView({ block: 'center', inline: 'center' });
    else
      place.scrollTo(
        (place.scrollWidth - place.clientWidth) / 2,
        (place.scrollHeight - place.clientHeight) / 2,
      );
    this.#ports.say(words.zoomed(ZOOMS[this.#zoom] ?? 1));
    this.#ports.changed();
  }

  add(mark: Mark): void {
    this.#marks.add(mark);
    const index = this.#marks.all.length - 1;
    this.draw(index);
    this.#drawn[index]?.focus();
    this.#ports.say(`${words.added(index)}${words.keys}`);
  }

  removeSelected(): void {
    if (this.#selected === null) return;
    this.#marks.remove(this.#selected);
    this.draw(null);
    this.#ports.say(words.removed);
  }

  /** Draws all marks anew. @param selected which of them is the one that is worked on */
  draw(selected: number | null): void {
    const focused = this.#drawn.findIndex((each) => each === document.activeElement);
    for (const each of this.#drawn) each.remove();
    this.#drawn = this.#marks.all.map((_, index) => this.#draw(index));
    this.#element.append(...this.#drawn);
    this.#selected = selected;
    this.#label();
    if (focused >= 0) (this.#drawn[selected ?? focused] ?? this.#drawn.at(-1))?.focus();
    this.#ports.changed();
  }

  #draw(index: number): HTMLButtonElement {
    const mark = button(null, () => {}, { class: 'mark', 'data-mark': String(index) });
    mark.append(h('i', { 'data-handle': '' }));
    mark.addEventListener('focus', () => this.#select(index));
    mark.addEventListener('keydown', (event) => this.#pressed(event, index));
    mark.addEventListener('blur', () => this.#marks.settle());
    return mark;
  }

  #select(index: number): void {
    this.#selected = index;
    this.#label();
    this.#ports.changed();
  }

  /** Where the marks are, for eyes and for a screen reader. */
  #label(): void {
    for (const [index, element] of this.#drawn.entries()) {
      const mark = this.#marks.all[index];
      if (!mark) continue;
      element.style.left = `${mark.x * 100}%`;
      element.style.top = `${mark.y * 100}%`;
      element.style.width = `${mark.width * 100}%`;
      element.style.height = `${mark.height * 100}%`;
      element.setAttribute('aria-label', words.mark(index, mark));
      element.setAttribute('aria-pressed', String(index === this.#selected));
    }
  }

  #replace(index: number, mark: Mark, step: string): void {
    this.#marks.replace(index, mark, step);
    this.#label();
    this.#ports.changed();
  }

  #pressed(event: KeyboardEvent, index: number): void {
    const mark = this.#marks.all[index];
    const by = ARROWS[event.key];
    if (mark && by) {
      event.preventDefault();
      const next = event.shiftKey ? resized(mark, by) : moved(mark, by);
      this.#replace(index, next, `${event.shiftKey ? 'stretch' : 'move'} ${index}`);
      this.#ports.say(words.mark(index, next));
    }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      this.removeSelected();
    }
  }

  #listen(): void {
    const stage = this.#element;
    stage.addEventListener('pointerdown', (event) => this.#down(event));
    stage.addEventListener('pointermove', (event) => this.#move(event));
    stage.addEventListener('pointerup', (event) => this.#up(event));
    stage.addEventListener('pointercancel', () => this.#cancel());
  }

  #down(event: PointerEvent): void {
    if (event.button !== 0 || this.#drag) return;
    // Keeps the browser from selecting and dragging the picture itself; the focus is then ours to set.
    event.preventDefault();
    this.#element.setPointerCapture(event.pointerId);
    const grip = this.#gripOf(event.target);
    if (grip.on !== 'ground') this.#drawn[grip.index]?.focus();
    this.#marks.settle();
    const page = { x: event.clientX, y: event.clientY };
    this.#drag = { grip, from: this.#pointOf(event), page, dragged: false };
  }

  #gripOf(target: EventTarget | null): Grip {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-mark]') : null;
    const index = Number(element?.dataset.mark ?? Number.NaN);
    const mark = this.#marks.all[index];
    if (!mark) return { on: 'ground' };
    const onHandle = target instanceof HTMLElement && target.dataset.handle !== undefined;
    return { on: onHandle ? 'handle' : 'mark', index, mark };
  }

  #move(event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return;
    const far = Math.hypot(event.clientX - drag.page.x, event.clientY - drag.page.y);
    if (!drag.dragged && far < DRAG_FROM) return;
    const to = this.#pointOf(event);
    if (drag.grip.on === 'ground') this.#drawNew(drag, to);
    else this.#dragMark(drag.grip, { x: to.x - drag.from.x, y: to.y - drag.from.y });
    drag.dragged = true;
  }

  #drawNew(drag: Drag, to: Point): void {
    this.#dropCorner();
    const mark = between(drag.from, to);
    if (drag.dragged) this.#marks.replace(this.#marks.all.length - 1, mark, 'draw');
    else this.#marks.add(mark, 'draw');
    this.draw(this.#marks.all.length - 1);
  }

  #dragMark({ on, index, mark }: Exclude<Grip, { on: 'ground' }>, by: Point): void {
    this.#replace(index, on === 'handle' ? resized(mark, by) : moved(mark, by), 'drag');
  }

  #up(event: PointerEvent): void {
    const drag = this.#drag;
    this.#drag = null;
    this.#marks.settle();
    if (drag?.grip.on !== 'ground') return;
    if (drag.dragged) {
      const index = this.#marks.all.length - 1;
      this.#drawn[index]?.focus();
      this.#ports.say(words.added(index));
    } else this.#pressCorner(this.#pointOf(event));
  }

  /** A second finger has come, which zooms: what the first one began to do was not meant. */
  #cancel(): void {
    const began = this.#drag?.dragged === true;
    this.#drag = null;
    this.#marks.settle();
    if (!began) return;
    this.#marks.undo();
    this.draw(null);
  }

  /** One of two opposite corners; the second makes the mark. */
  #pressCorner(at: Point): void {
    const first = this.#corner?.at;
    this.#dropCorner();
    if (first) return this.add(between(first, at));
    const dot = h('span', { class: 'corner', 'aria-hidden': 'true' });
    dot.style.left = `${at.x * 100}%`;
    dot.style.top = `${at.y * 100}%`;
    this.#element.append(dot);
    this.#corner = { at, dot };
    this.#ports.say(words.corner);
  }

  #dropCorner(): void {
    this.#corner?.dot.remove();
    this.#corner = null;
  }

  /** In fractions of the picture. */
  #pointOf({ clientX, clientY }: PointerEvent): Point {
    const box = this.#element.getBoundingClientRect();
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
  }

  /** As large as the room allows, and not larger than it is, times the zoom. */
  #fit(): void {
    const { clientWidth, clientHeight } = this.place;
    const { width, height } = this.#picture;
    const scale = Math.min(1, clientWidth / width, clientHeight / height) * (ZOOMS[this.#zoom] ?? 1);
    this.#element.style.width = `${Math.max(1, Math.floor(width * scale))}px`;
    this.#element.style.height = `${Math.max(1, Math.floor(height * scale))}px`;
  }
}
