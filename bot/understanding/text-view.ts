import type { Analysis, Token } from '../domain/understanding.ts';

/** One way to read a question, with the way back to the offsets of its normalised text. */
export interface TextView {
  text: string;
  /** 1 where a token begins, for each index up to and including `text.length`. */
  starts: Uint8Array;
  /** Offset in the normalised text at which each index lies; inside a form of another length, its token's start. */
  from: Int32Array;
  /** The same for an exclusive end; inside a form of another length, its token's end. */
  to: Int32Array;
}

/** As written. */
export function surfaceView({ normalised, tokens }: Analysis): TextView {
  const starts = new Uint8Array(normalised.length + 1);
  for (const token of tokens) starts[token.start] = 1;
  starts[normalised.length] = 1;
  const same = Int32Array.from({ length: normalised.length + 1 }, (_, at) => at);
  return { text: normalised, starts, from: same, to: same };
}

/** In dictionary forms: 消してしまった → 消すてしまうた, so that 消す is found in every inflection. */
export const baseView = (analysis: Analysis): TextView => joined(analysis.tokens, (token) => token.base);

/** In katakana, without spaces, so that kana and conversion errors are found by what they sound like. */
export const readingView = (analysis: Analysis): TextView =>
  joined(analysis.tokens, (token) => (token.surface === ' ' ? '' : token.reading));

function joined(tokens: readonly Token[], form: (token: Token) => string): TextView {
  const forms = tokens.map(form);
  const text = forms.join('');
  const view: TextView = {
    text,
    starts: new Uint8Array(text.length + 1),
    from: new Int32Array(text.length + 1),
    to: new Int32Array(text.length + 1),
  };
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    const length = forms[index]?.length ?? 0;
    // A form as long as the surface stands character for character; another one only as a whole.
    const literal = length === token.surface.length;
    view.starts[at] = 1;
    for (let inside = 0; inside < length; inside++) {
      view.from[at + inside] = literal ? token.start + inside : token.start;
      view.to[at + inside + 1] = literal ? token.start + inside + 1 : token.end;
    }
    at += length;
  }
  view.starts[text.length] = 1;
  return view;
}
