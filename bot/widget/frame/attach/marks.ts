/** A part of a picture that is blacked out, in fractions of its width and height from the upper left corner. */
export interface Mark {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** The smallest side: what is smaller can hardly be seen or taken hold of. Sane: 0.005 to 0.03. */
const LEAST_SIDE = 0.01;

/** Of a mark that is put there by a button, in the middle. */
const NEW_WIDTH = 0.3;
const NEW_HEIGHT = 0.1;

const within = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), Math.max(least, most));

export const inMiddle: Mark = {
  x: (1 - NEW_WIDTH) / 2,
  y: (1 - NEW_HEIGHT) / 2,
  width: NEW_WIDTH,
  height: NEW_HEIGHT,
};

/** The mark with these opposite corners, as far as it lies on the picture. */
export const between = (one: Point, other: Point): Mark => {
  const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)].map((x) => within(x, 0, 1));
  const [top, bottom] = [Math.min(one.y, other.y), Math.max(one.y, other.y)].map((y) => within(y, 0, 1));
  const sized = {
    x: left ?? 0,
    y: top ?? 0,
    width: Math.max((right ?? 1) - (left ?? 0), LEAST_SIDE),
    height: Math.max((bottom ?? 1) - (top ?? 0), LEAST_SIDE),
  };
  return moved(sized, { x: 0, y: 0 });
};

/** Moved by so much, and kept on the picture whole. */
export const moved = (mark: Mark, by: Point): Mark => ({
  ...mark,
  x: within(mark.x + by.x, 0, 1 - mark.width),
  y: within(mark.y + by.y, 0, 1 - mark.height),
});

/** Its lower right corner moved by so much. */
export const resized = (mark: Mark, by: Point): Mark => ({
  ...mark,
  width: within(mark.width + by.x, LEAST_SIDE, 1 - mark.x),
  height: within(mark.height + by.y, LEAST_SIDE, 1 - mark.y),
});

/** The pixels that a mark covers: every one that it touches, so that no edge shines through. */
export const inPixels = ({ x, y, width, height }: Mark, picture: { width: number; height: number }): Mark => {
  const [left, top] = [Math.floor(x * picture.width), Math.floor(y * picture.height)];
  return {
    x: left,
    y: top,
    width: Math.ceil((x + width) * picture.width) - left,
    height: Math.ceil((y + height) * picture.height) - top,
  };
};

/** The marks of a picture and what they were before; steps of one kind after one another count as one. */
export class Marks {
  #now: readonly Mark[] = [];
  readonly #before: (readonly Mark[])[] = [];
  #lastStep = '';

  get all(): readonly Mark[] {
    return this.#now;
  }

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  /** @param step names what goes on, such as a drag or presses of one key; '' for what stands for itself */
  add(mark: Mark, step = ''): void {
    this.#change([...this.#now, mark], step);
  }

  replace(index: number, mark: Mark, step: string): void {
    this.#change(
      this.#now.map((each, at) => (at === index ? mark : each)),
      step,
    );
  }

  remove(index: number): void {
    this.#change(
      this.#now.filter((_, at) => at !== index),
      '',
    );
  }

  undo(): void {
    this.#now = this.#before.pop() ?? this.#now;
    this.#lastStep = '';
  }

  /** What comes next is a step of its own. */
  settle(): void {
    this.#lastStep = '';
  }

  #change(next: readonly Mark[], step: string): void {
    if (step === '' || step !== this.#lastStep) this.#before.push(this.#now);
    this.#lastStep = step;
    this.#now = next;
  }
}
