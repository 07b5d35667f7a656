import type { Analysis, Token } from '../domain/understanding.ts';

/** One way to read a question, with the way back to the offsets of its normalised text. */
export interface TextView {
  text: string;
  /** 1 where a token begins, for each index up to and including `text.length`. */
  starts: Uint8Array;
  /**
   * Offset in the normalised text at which each index lies; inside a form of another length, its token's
   * start. Null where the two are the same.
   */
  from: Int32Array | null;
  /** The same for an exclusive end; inside a form of another length, its token's end. */
  to: Int32Array | null;
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

/** Topics and intents read the same question one after the other. */
const views = new WeakMap<Analysis, TextViews>();

/** The views of a question, made once for it. */
export const viewsOf = (analysis: Analysis): TextViews => {
  const known = views.get(analysis);
  if (known !== undefined) return known;
  const { tokens } = analysis;
  const made = {
    surface: surfaceView(analysis),
    base: tokens.some(({ base, surface }) => base !== surface) ? joined(tokens, baseOf) : null,
    reading: joined(tokens, readingOf),
  };
  views.set(analysis, made);
  return made;
};

const baseOf = ({ base }: Token): string => base;
const readingOf = ({ surface, reading }: Token): string => (surface === ' ' ? '' : reading);

function surfaceView({ normalised, tokens }: Analysis): TextView {
  const starts = new Uint8Array(normalised.length + 1);
  for (const token of tokens) starts[token.start] = 1;
  starts[normalised.length] = 1;
  return { text: normalised, starts, from: null, to: null };
}

function joined(tokens: readonly Token[], form: (token: Token) => string): TextView {
  let text = '';
  for (const token of tokens) text += form(token);
  const starts = new Uint8Array(text.length + 1);
  const from = new Int32Array(text.length + 1);
  const to = new Int32Array(text.length + 1);
  let at = 0;
  for (const token of tokens) {
    const { length } = form(token);
    // A form as long as the surface stands character for character; another one only as a whole.
    const literal = length === token.surface.length;
    starts[at] = 1;
    for (let inside = 0; inside < length; inside++) {
      from[at + inside] = literal ? token.start + inside : token.start;
      to[at + inside + 1] = literal ? token.start + inside + 1 : token.end;
    }
    at += length;
  }
  starts[text.length] = 1;
  return { text, starts, from, to };
}
