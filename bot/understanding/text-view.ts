import type { Analysis, Token } from '../domain/understanding.ts';

/** One way to read a question, with the way back to the offsets of its normalised text. */
export interface TextView {
  /** Code units. Not a text: one that is put together of tokens' forms would have to be copied to be read. */
  codes: readonly number[];
  /** True where a token begins, for each index up to and including `codes.length`. */
  starts: readonly boolean[];
  /** Offset in the normalised text at which each index lies; inside a form of another length, its token's start. */
  from: readonly number[];
  /** The same for an exclusive end; inside a form of another length, its token's end. */
  to: readonly number[];
}

/** The three ways in which a question is read. */
export interface TextViews {
  /** As written. */
  surface: TextView;
  /**
   * In dictionary forms: 消してしまった → 消すてしまうた, so that 消す is found in every inflection; null
   * where every word stands in its dictionary form, so that nothing would be found anew.
   */
  base: TextView | null;
  /** In katakana, without spaces, so that kana and conversion errors are found by what they sound like. */
  reading: TextView;
}

export const viewsOf = ({ tokens }: Analysis): TextViews => {
  const surface = new ViewBuilder();
  const base = new ViewBuilder();
  const reading = new ViewBuilder();
  let isInflected = false;
  for (const token of tokens) {
    surface.add(token, token.surface);
    base.add(token, token.base);
    if (token.surface !== ' ') reading.add(token, token.reading);
    if (token.base !== token.surface) isInflected = true;
  }
  return { surface: surface.view(), base: isInflected ? base.view() : null, reading: reading.view() };
};

class ViewBuilder {
  readonly #codes: number[] = [];
  readonly #starts: boolean[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [0];

  add({ start, end, surface }: Token, form: string): void {
    // A form as long as the surface stands character for character; another one only as a whole.
    const isLiteral = form.length === surface.length;
    for (let at = 0; at < form.length; at++) {
      this.#codes.push(form.charCodeAt(at));
      this.#starts.push(at === 0);
      this.#from.push(isLiteral ? start + at : start);
      this.#to.push(isLiteral ? start + at + 1 : end);
    }
  }

  view(): TextView {
    this.#starts.push(true);
    return { codes: this.#codes, starts: this.#starts, from: this.#from, to: this.#to };
  }
}
