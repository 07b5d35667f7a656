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

/** What a sound was taken for. */
export interface Decoding {
  words: readonly Decoded[];
  /** How little of it is explained: what it cost against a sound of which nothing is, 0 to 1. */
  unexplained: number;
}

/**
 * What it costs to take a stretch for something; the cheapest way through the whole sound is what was
 * meant. Only their relations matter: a kana that nothing explains costs 10.
 */
const UNEXPLAINED = 10;
/** A word of the articles. Range 6–10: less hears words in everything, more overlooks them. */
const WORD = 7;
/** One of two kana, which is as often the end and the start of others. Range 12–16. */
const SHORT_WORD = 13;
/** On top of it for each halving of how often the articles ask with the word, below `COMMON`. Range 0–0.8. */
const RARITY = 0.4;
const COMMON = 32;
/**
 * On top of it for a slip. Ranges 7–12, 12–17, 16–22: few slip on the first kana, and in other fields many words
 * are like ours but for it. For a phrase that only leads to words, 0–4 more.
 */
const SLIPS: Readonly<Record<Nearness, number>> = {
  exact: 0,
  'likely-slip': 9,
  slip: 14,
  'slip-at-first': 19,
};
const SLIP_IN_PHRASE = 2;
/** Shortest word in which a slip is forgiven. Range 4–5. */
const SHORTEST_SLIPPED = 4;
/** Grammar of one kana, which every word is full of; longer grammar, once and for each kana. */
const ONE_KANA = 5;
const GRAMMAR = [2, 1.5] as const;
/** What the tokenizer takes for an adverb or a particle, for a verb: once, and for each kana. */
const ADVERB = [4, 1.5] as const;
const VERB = [4, 5] as const;
/** What is sure as it stands, so that only what is better for its neighbours, too, takes its place. */
const SURE = 2;
/** A word in kanji or letters that no article has: dearer than its homophone, cheaper than a slip. Range 9–16. */
const UNKNOWN_WORD = 14;
/** Letters and katakana that no article has, for each kana besides: they were hardly meant so. */
const UNKNOWN_KANA = 3;
/** A word does not often go on after a space. Range 2–8. */
const ACROSS_SPACE = 5;

/** Parts of speech that hold a sentence together. */
const HOLDING = new Set(['助詞', '助動詞', '接続詞', '連体詞', '副詞']);
const SAYING = new Set(['動詞', '形容詞']);

const keepingCost = ({ token, start, end, isSure }: SoundToken): number => {
  const kana = end - start;
  if (isSure || token.pos === '記号') return SURE;
  if (!isKana(token.surface)) return UNKNOWN_WORD + (hasKanji(token.surface) ? 0 : UNKNOWN_KANA * kana);
  if (HOLDING.has(token.pos) && kana > 1) return ADVERB[0] + ADVERB[1] * kana;
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

const grammarCost = (kana: number): number => (kana === 1 ? ONE_KANA : GRAMMAR[0] + GRAMMAR[1] * kana);

const costOf = ({ reading, keys, count }: Homophones, nearness: Nearness): number => {
  const word = reading.length < 3 ? SHORT_WORD : WORD;
  const rarity = RARITY * Math.max(0, Math.log2(COMMON / (1 + count)));
  const slip = nearness !== 'exact' && keys.length === 0 ? SLIP_IN_PHRASE : 0;
  return word + rarity + SLIPS[nearness] + slip;
};

/**
 * The words of the articles that a question sounds like. Kanji may only be taken whole; slips are looked
 * for where kana were typed.
 */
export const decode = (lexicon: Lexicon, { text, tokens, open, border, doubted }: Sound): Decoding => {
  const ways = new Ways(text.length);
  const startsToken = new Map(
    tokens.filter(({ start, end }) => end > start).map((token) => [token.start, token]),
  );
  const spaces = tokens.filter(({ token }) => token.surface === ' ').map(({ start }) => start);
  let at = 0;
  const takeWord = (word: Homophones, end: number, nearness: Nearness): void => {
    if (border[end] !== 1 || (nearness !== 'exact' && word.reading.length < SHORTEST_SLIPPED)) return;
    const isSpaced = spaces.some((space) => space > at && space < end);
    ways.offer(at, end, costOf(word, nearness) + (isSpaced ? ACROSS_SPACE : 0), word);
  };
  const takeGrammar = ({ reading }: Homophones, end: number): void =>
    ways.offer(at, end, grammarCost(reading.length), null);
  for (; at < text.length; at++) {
    if (ways.total[at] === Infinity) continue;
    const token = startsToken.get(at);
    if (token) ways.offer(at, token.end, keepingCost(token), null);
    if (open[at] === 1) {
      ways.offer(at, at + 1, UNEXPLAINED, null);
      kanaGrammar.eachAt(text, at, takeGrammar);
    }
    if (doubted[at] !== 1 || border[at] !== 1) continue;
    lexicon.eachAt(text, at, takeWord);
    lexicon.eachSlipAt(text, at, takeWord);
  }
  const cost = (ways.total[text.length] ?? 0) / (UNEXPLAINED * Math.max(1, text.length));
  return { words: ways.words(), unexplained: cost };
};
