import type { DomainWord } from '../domain/knowledge.ts';
import type { Token } from '../domain/understanding.ts';
import type { Dictionary } from './dictionary.ts';
import { hasKanji, toKatakana } from './kana.ts';
import type { Cut } from './lattice.ts';
import { normalise } from './normalise.ts';
import { pieces } from './pieces.ts';
import { Segmenter } from './segmenter.ts';
import type { ExtraWord } from './segmenter.ts';
import { WORD } from './word-columns.ts';
import { featuresOf } from './word-features.ts';
import type { Features } from './word-features.ts';

/** Cuts normalised text into words. The domain words belong to the tokenizer and never change. */
export interface Tokenizer {
  /** @param text as `normalise` returns it; offsets of the tokens refer to it */
  tokenise(text: string): Token[];
  /** What a domain word is made of (年末調整 → 年末, 調整), or `[]` for any other word. */
  parts(surface: string): readonly Token[];
}

/** ipadic's connection id of a general noun (名詞,一般), left and right. */
const NOUN_ID = 1285;

/**
 * Cost of a domain word by its length; two ipadic nouns in a row cost about 8,000. Short words are
 * dearer, since they may also be the tail and head of two others (今|年調|べ). Sane range 0–6,000.
 */
const DOMAIN_WORD_COSTS: readonly [length: number, cost: number][] = [
  [2, 4000],
  [3, 2000],
];
const LONG_DOMAIN_WORD_COST = 500;

const costOf = (surface: string): number =>
  DOMAIN_WORD_COSTS.find(([length]) => surface.length <= length)?.[1] ?? LONG_DOMAIN_WORD_COST;

/**
 * Features of the known words that were seen, by row, for each dictionary. As long as the dictionary from the
 * start: an array that grows by leaps would become a hash table.
 */
const featureCaches = new WeakMap<Dictionary, (Features | null)[]>();

const featureCacheOf = (dictionary: Dictionary, knownWords: number): (Features | null)[] => {
  const cache = featureCaches.get(dictionary) ?? Array.from({ length: knownWords }, () => null);
  featureCaches.set(dictionary, cache);
  return cache;
};

const tokenOf = ({ surface, base, reading, pos, posDetail }: Features, start: number): Token => ({
  surface,
  base,
  reading,
  pos,
  posDetail,
  start,
  end: start + surface.length,
});

const extraWords = (words: readonly DomainWord[]): { extra: ExtraWord[]; features: Features[] } => {
  const bySurface = new Map(
    words.map((word) => [normalise(word.surface), toKatakana(normalise(word.reading))]),
  );
  bySurface.delete('');
  const entries = [...bySurface];
  return {
    extra: entries.map(([surface]) => ({ surface, left: NOUN_ID, right: NOUN_ID, cost: costOf(surface) })),
    features: entries.map(([surface, reading]) => ({
      surface,
      base: surface,
      reading: reading || toKatakana(surface),
      pos: '名詞',
      posDetail: '一般',
    })),
  };
};

/**
 * A tokenizer over kuromoji's dictionary with its own set of domain words. Making one costs a
 * millisecond; a new set of words means a new tokenizer, so two versions never mix.
 */
export const createTokenizer = (dictionary: Dictionary, words: readonly DomainWord[] = []): Tokenizer => {
  const { extra, features } = extraWords(words);
  const segmenter = new Segmenter(dictionary, extra);
  const [firstUnknown = 0] = dictionary.classes.words;
  const seen = featureCacheOf(dictionary, firstUnknown);
  const firstExtra = dictionary.words.length / WORD;

  const featuresAnew = (piece: string, { start, end, word }: Cut): Features => {
    const own = word >= firstExtra ? features[word - firstExtra] : undefined;
    return own ?? featuresOf(dictionary, word, piece.slice(start, end));
  };

  const featuresOfCut = (piece: string, cut: Cut): Features => {
    const { word } = cut;
    return word < firstUnknown ? (seen[word] ??= featuresAnew(piece, cut)) : featuresAnew(piece, cut);
  };

  const tokeniseWith = (cutter: Segmenter, text: string): Token[] => {
    const tokens: Token[] = [];
    let offset = 0;
    for (const piece of pieces(text)) {
      for (const cut of cutter.cut(piece))
        tokens.push(tokenOf(featuresOfCut(piece, cut), offset + cut.start));
      offset += piece.length;
    }
    return tokens;
  };

  const plain = new Segmenter(dictionary);
  const compounds = new Map(
    extra.map(({ surface }) => [surface, hasKanji(surface) ? tokeniseWith(plain, surface) : []]),
  );

  return {
    tokenise: (text) => tokeniseWith(segmenter, text),
    parts: (surface) => compounds.get(surface) ?? [],
  };
};
