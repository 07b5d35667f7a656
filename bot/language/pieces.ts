/**
 * A stretch of text that goes to the tokenizer at once. Sentences end it; a longer stretch is cut where
 * the script changes, or at the cap. Range 100–500: shorter cuts into words, longer costs time.
 */
export const PIECE_CAP = 200;

/** 。、！？ and !, ?, line feed. Asked for each character: a set or a regular expression takes ten times as long. */
const endsSentence = (unit: number): boolean =>
  unit < 0x40
    ? unit === 0x21 || unit === 0x3f || unit === 0x0a
    : unit === 0x3002 || unit === 0x3001 || unit === 0xff01 || unit === 0xff1f;

type Script = 'digit' | 'latin' | 'hiragana' | 'katakana' | 'other';

const scriptOf = (code: number): Script => {
  if (code >= 0x30 && code <= 0x39) return 'digit';
  if (code < 0x250) return 'latin';
  if (code >= 0x3041 && code <= 0x309f) return 'hiragana';
  if (code >= 0x30a0 && code <= 0x30ff) return 'katakana';
  return 'other';
};

const splitsPair = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
};

/** The last change of script in the later half of the stretch, or its end. */
const cutPoint = (text: string, from: number): number => {
  const end = from + PIECE_CAP;
  for (let at = end; at > from + PIECE_CAP / 2; at--) {
    if (scriptOf(text.charCodeAt(at)) !== scriptOf(text.charCodeAt(at - 1)) && !splitsPair(text, at))
      return at;
  }
  return splitsPair(text, end) ? end - 1 : end;
};

/**
 * Cuts a text so that no piece is longer than `PIECE_CAP` UTF-16 units; joined, the pieces are the text.
 * The tokenizer's time grows with the length of an unbroken run; this keeps any input linear.
 */
export const pieces = (text: string): string[] => {
  const found: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (endsSentence(text.charCodeAt(at))) {
      found.push(text.slice(from, at + 1));
      from = at + 1;
    } else if (at - from >= PIECE_CAP) {
      const cut = cutPoint(text, from);
      found.push(text.slice(from, cut));
      from = cut;
      at = cut - 1;
    }
  }
  if (from < text.length) found.push(text.slice(from));
  return found;
};
