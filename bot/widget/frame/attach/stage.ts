import { button, h } from '../view/h.ts';
import { labels } from './labels.ts';
import { moved, resized, type Mark, type Marks, type Point } from './marks.ts';
import { followPointer, type PointedAt } from './pointing.ts';

export interface StagePorts {
  /** The marks or the selection have changed. */
  changed(): void;
  say(text: string): void;
}

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

/**
 * The picture with its marks. A mark is drawn by dragging over the picture, or by pressing two opposite
 * corners, for whom dragging is hard; moved and stretched by dragging or with the arrow keys.
 */
export class Stage implements PointedAt {
  readonly #element: HTMLElement;
  /** The room that the picture has; as it comes, the picture is as large as it can be in it. */
  readonly place: HTMLElement;
  readonly #picture: HTMLCanvasElement;
  readonly #marks: Marks;
  readonly #ports: StagePorts;
  #drawn: HTMLButtonElement[] = [];
  #selected: number | null = null;
  /** Index of ZOOMS. */
  #zoom = 0;

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
    followPointer(this.#element, this);
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
    this.focus(index);
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

  get marks(): Marks {
    return this.#marks;
  }

  focus(index: number): void {
    this.#drawn[index]?.focus();
  }

  say(text: string): void {
    this.#ports.say(text);
  }

  replace(index: number, mark: Mark, step: string): void {
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
      this.replace(index, next, `${event.shiftKey ? 'stretch' : 'move'} ${index}`);
      this.#ports.say(words.mark(index, next));
    }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      this.removeSelected();
    }
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
