import type { Analysis, Token } from '../domain/understanding.ts';
import { toKatakana } from '../language/kana.ts';
import type { Slot } from './query.ts';
import { slippedWords } from './slips.ts';
import type { Span } from './negation.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A word of the articles that a stretch of the question sounds like. Offsets in the normalised question. */
export interface Heard {
  start: number;
  end: number;
  keys: readonly number[];
}

/** Where each character of the question's reading comes from. */
const readingOf = (tokens: readonly Token[]): { reading: string; from: number[]; to: number[] } => {
  const from: number[] = [];
  const to: number[] = [];
  let reading = '';
  for (const token of tokens) {
    const sound = token.surface === ' ' ? '' : toKatakana(token.reading);
    // Kana stand for themselves, so a word may begin inside what the tokenizer took for one.
    const literal = sound.length === token.surface.length;
    for (let at = 0; at < sound.length; at++) {
      from.push(literal ? token.start + at : token.start);
      to.push(literal ? token.start + at + 1 : token.end);
    }
    reading += sound;
  }
  return { reading, from, to };
};

/** Longer than the grammar at the end of a sentence (ではないでしょうか). */
const LONG_HIRAGANA = /[\p{Script=Hiragana}ー]{11,}/u;

/** One kana that is no grammar: what is left over where a word in kana was mistyped (きゅ|よ|めいさい). */
const isCrumb = ({ surface, pos }: Token): boolean =>
  LONE_HIRAGANA.test(surface) && !['助詞', '助動詞', '動詞', '接頭詞'].includes(pos);
const LONE_HIRAGANA = /^[\u3041-\u3096]$/u;

/** A word that is safe as it stands: not kana that the tokenizer had to guess at, and known to the articles. */
const isSure = (slot: Slot): boolean =>
  slot.readings.length > 0 && !/^[\p{Script=Hiragana}ー]+$/u.test(slot.term);

/**
 * The words that the unsure parts of a question sound like: kana (ねんまつちょうせい), and words that no
 * article has (年末長征). What is sure as written is never replaced by a homophone.
 */
export const hear = (vocabulary: Vocabulary, analysis: Analysis, slots: readonly Slot[]): Heard[] => {
  const sure = slots.filter(isSure);
  const isDoubtful =
    slots.length === 0 ||
    analysis.tokens.some(isCrumb) ||
    sure.length < slots.length ||
    LONG_HIRAGANA.test(analysis.normalised);
  if (!isDoubtful) return [];
  const { reading, from, to } = readingOf(analysis.tokens);
  const amongKana = !WRITTEN_WITH_MORE.test(analysis.normalised);
  const exact = vocabulary.lexicon.hear(reading);
  const open = openPlaces(analysis, { reading, from, to }, [...sure, ...placesOf(exact, { from, to })]);
  return [...exact, ...slippedWords(vocabulary.lexicon, reading, { open, amongKana })].flatMap(
    ({ start, end, keys }) => {
      const place = { start: from[start] ?? 0, end: to[end - 1] ?? 0 };
      const touchesSure = sure.some((slot) => slot.start < place.end && place.start < slot.end);
      return touchesSure ? [] : [{ ...place, keys }];
    },
  );
};

type Sound = ReturnType<typeof readingOf>;

const placesOf = (words: readonly Span[], { from, to }: Pick<Sound, 'from' | 'to'>): Span[] =>
  words.map(({ start, end }) => ({ start: from[start] ?? 0, end: to[end - 1] ?? 0 }));

/** 1 for each kana of the reading that was typed as hiragana and that no known word has taken. */
const openPlaces = (
  { normalised }: Analysis,
  { reading, from }: Sound,
  taken: readonly Span[],
): Uint8Array => {
  const isTaken = new Uint8Array(normalised.length);
  for (const { start, end } of taken) isTaken.fill(1, start, end);
  return Uint8Array.from({ length: reading.length }, (_, at) => {
    const place = from[at] ?? 0;
    return isTaken[place] === 0 && HIRAGANA.test(normalised.charAt(place)) ? 1 : 0;
  });
};

const WRITTEN_WITH_MORE = /[\p{Script=Han}\p{Script=Katakana}]/u;
const HIRAGANA = /[\p{Script=Hiragana}ー]/u;
