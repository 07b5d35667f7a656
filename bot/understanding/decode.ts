import { hasKanji, isKana } from '../language/kana.ts';
import { kanaGrammar } from './kana-grammar.ts';
import type { Homophones, Lexicon, Nearness } from './lexicon.ts';
import type { Sound, SoundToken } from './sound.ts';

/** A word of the articles that a stretch of the sound is taken for; offsets in the sound. */
export interface Decoded {
  start: number;
  end: number;
  word: Homophones;
}

/**
 * What it costs to take a stretch for something; the cheapest way through the whole sound is what was
 * meant. Only their relations matter. A kana that nothing explains costs 10.
 */
const UNEXPLAINED = 10;
/** A word of the articles. Range 6–12: less hears words in everything, more overlooks short ones. */
const WORD = 8;
/** One of two kana, which is as often the end and the start of others. Range 12–18. */
const SHORT_WORD = 16;
/** On top of it for a slip. Ranges 12–20, 18–26. */
const SLIPS: Readonly<Record<Nearness, number>> = { exact: 0, 'likely-slip': 15, slip: 20 };
/** A word that no article has but that leads to some. Range 1–4. */
const ONLY_LEADS = 2;
/** Grammar: once, and for each kana. */
const GRAMMAR = [2, 1.5] as const;
/** A verb in kana as the tokenizer knows it. */
const VERB = [3, 4] as const;
/** A word does not often go on after a space. Range 3–8. */
const ACROSS_SPACE = 5;
const SURE = 2;
/** A word in kanji or letters that no article has, as it stands: dearer than its homophone, cheaper than a slip. */
const UNKNOWN_WORD = 12;

/** Shortest word in which a slip is forgiven. */
const SHORTEST_SLIPPED = 4;

/** Parts of speech that hold a sentence together. */
const HOLDING = new Set(['助詞', '助動詞', '接続詞', '感動詞', '連体詞', '副詞', 'フィラー']);
const SAYING = new Set(['動詞', '形容詞']);

const keepingCost = ({ token, start, end, isSure }: SoundToken): number => {
  const kana = end - start;
  if (isSure || token.pos === '記号') return SURE;
  if (!isKana(token.surface)) return UNKNOWN_WORD + (hasKanji(token.surface) ? 0 : kana * 3);
  if (HOLDING.has(token.pos) && kana > 1) return VERB[0] + GRAMMAR[1] * kana;
  if (SAYING.has(token.pos) && kana > 1) return VERB[0] + VERB[1] * kana;
  return UNEXPLAINED * kana - 1;
};

/** The cheapest way to each place of a sound. */
class Ways {
  readonly total: Float64Array;
  readonly from: Int32Array;
  readonly word: (Homophones | null)[];

  constructor(length: number) {
    this.total = new Float64Array(length + 1).fill(Infinity);
    this.from = new Int32Array(length + 1);
    this.word = Array.from({ length: length + 1 }, () => null);
    this.total[0] = 0;
  }

  offer(start: number, end: number, cost: number, word: Homophones | null): void {
    const total = (this.total[start] ?? 0) + cost;
    if (total >= (this.total[end] ?? 0)) return;
    this.total[end] = total;
    this.from[end] = start;
    this.word[end] = word;
  }

  words(): Decoded[] {
    const found: Decoded[] = [];
    for (let end = this.total.length - 1; end > 0; end = this.from[end] ?? 0) {
      const word = this.word[end];
      if (word) found.push({ start: this.from[end] ?? 0, end, word });
    }
    return found.toReversed();
  }
}

const costOf = ({ reading, keys }: Homophones, nearness: Nearness): number =>
  (reading.length < 3 ? SHORT_WORD : WORD) + (keys.length > 0 ? 0 : ONLY_LEADS) + SLIPS[nearness];

/**
 * The words of the articles that a question sounds like. Kanji may only be taken whole; slips are looked
 * for where kana were typed.
 */
export const decode = (lexicon: Lexicon, { text, tokens, open, border }: Sound): Decoded[] => {
  const ways = new Ways(text.length);
  const startsToken = new Map(
    tokens.filter(({ start, end }) => end > start).map((token) => [token.start, token]),
  );
  const isBorder = (at: number): boolean => border[at] === 1;
  const spaces = tokens.filter(({ token }) => token.surface === ' ').map(({ start }) => start);
  for (let at = 0; at < text.length; at++) {
    if (ways.total[at] === Infinity) continue;
    const token = startsToken.get(at);
    if (token) ways.offer(at, token.end, keepingCost(token), null);
    if (open[at] === 1) ways.offer(at, at + 1, UNEXPLAINED, null);
    if (!isBorder(at)) continue;
    const spaced = (end: number): number =>
      spaces.some((space) => space > at && space < end) ? ACROSS_SPACE : 0;
    lexicon.eachAt(text, at, (word, end) => {
      if (isBorder(end)) ways.offer(at, end, costOf(word, 'exact') + spaced(end), word);
    });
    if (open[at] !== 1) continue;
    kanaGrammar.eachAt(text, at, ({ reading }, end) =>
      ways.offer(at, end, GRAMMAR[0] + GRAMMAR[1] * reading.length, null),
    );
    lexicon.eachSlipAt(text, at, (word, end, nearness) => {
      if (word.reading.length < SHORTEST_SLIPPED || open[end - 1] !== 1) return;
      if (isBorder(end) && !open.subarray(at, end).includes(0))
        ways.offer(at, end, costOf(word, nearness) + spaced(end), word);
    });
  }
  return ways.words();
};
