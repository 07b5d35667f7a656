import type { Analysis, Token } from '../domain/understanding.ts';

/** One way to read a question, with the way back to the offsets of its normalised text. */
export interface TextView {
  readonly length: number;
  /** Code units, the first `length`. Not a text: one that is put together of tokens' forms would have to be copied to be read. */
  readonly codes: Uint16Array;
  /** 1 where a token begins, for each index up to and including `length`. */
  readonly starts: Uint8Array;
  /** Offset in the normalised text at which each index lies; inside a form of another length, its token's start. */
  readonly from: Int32Array;
  /** The same for an exclusive end; inside a form of another length, its token's end. */
  readonly to: Int32Array;
}

/** A view that is made anew for each question in the same room: a dozen lists that grow were most of what a question leaves behind. */
class Room implements TextView {
  length = 0;
  codes = new Uint16Array(256);
  starts = new Uint8Array(256);
  from = new Int32Array(256);
  to = new Int32Array(256);

  clear(): void {
    this.length = 0;
  }

  add({ start, end, surface }: Token, form: string): void {
    if (this.length + form.length >= this.codes.length) this.#grow((this.length + form.length) * 2);
    // A form as long as the surface stands character for character; another one only as a whole.
    const isLiteral = form.length === surface.length;
    for (let at = 0; at < form.length; at++) {
      const place = this.length++;
      this.codes[place] = form.charCodeAt(at);
      this.starts[place] = at === 0 ? 1 : 0;
      this.from[place] = isLiteral ? start + at : start;
      this.to[place + 1] = isLiteral ? start + at + 1 : end;
    }
    this.starts[this.length] = 1;
  }

  #grow(capacity: number): void {
    const { codes, starts, from, to } = this;
    this.codes = new Uint16Array(capacity);
    this.starts = new Uint8Array(capacity);
    this.from = new Int32Array(capacity);
    this.to = new Int32Array(capacity);
    this.codes.set(codes);
    this.starts.set(starts);
    this.from.set(from);
    this.to.set(to);
  }
}

/** The three ways in which a question is read; each question's views take the place of the one before. */
export class TextViews {
  readonly #surface = new Room();
  readonly #base = new Room();
  readonly #reading = new Room();
  #isInflected = false;

  read({ tokens }: Analysis): void {
    this.#isInflected = false;
    for (const room of [this.#surface, this.#base, this.#reading]) room.clear();
    for (const token of tokens) {
      this.#surface.add(token, token.surface);
      this.#base.add(token, token.base);
      if (token.surface !== ' ') this.#reading.add(token, token.reading);
      if (token.base !== token.surface) this.#isInflected = true;
    }
  }

  /** As written. */
  get surface(): TextView {
    return this.#surface;
  }

  /**
   * In dictionary forms: 消してしまった → 消すてしまうた, so that 消す is found in every inflection; null
   * where every word stands in its dictionary form, so that nothing would be found anew.
   */
  get base(): TextView | null {
    return this.#isInflected ? this.#base : null;
  }

  /** In katakana, without spaces, so that kana and conversion errors are found by what they sound like. */
  get reading(): TextView {
    return this.#reading;
  }
}
