import type { DomainWord } from '../domain/knowledge.ts';
import type { Token } from '../domain/understanding.ts';
import type { Dictionary, WordTable } from './dictionary.ts';
import { hasKanji, toKatakana } from './kana.ts';
import { normalise } from './normalise.ts';
import { pieces } from './pieces.ts';
import { Segmenter } from './segmenter.ts';
import type { Cut, ExtraWord } from './segmenter.ts';

/** Cuts normalised text into words. The domain words belong to the tokenizer and never change. */
export interface Tokenizer {
  /** @param text as `normalise` returns it; offsets of the tokens refer to it */
  tokenise(text: string): Token[];
  /** What a domain word is made of (年末調整 → 年末, 調整), or `[]` for any other word. */
  parts(surface: string): readonly Token[];
}

/** What a token says besides its surface and place. */
type Features = Pick<Token, 'base' | 'reading' | 'pos' | 'posDetail'>;

/** ipadic's connection id of a general noun (名詞,一般), left and right. */
const NOUN = 1285;

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

const decoder = new TextDecoder();

const parseFeatures = (table: WordTable, row: number): Features => {
  const from = table.featuresAt[row] ?? 0;
  const line = decoder.decode(table.features.subarray(from, table.features.indexOf(0, from)));
  const [, pos = '', posDetail = '', , , , , base = '*', reading = ''] = line.split(',');
  return { base, reading, pos, posDetail };
};

/** Features of rows that were seen, for each dictionary; at most one entry for each of its words. */
const featureCaches = new WeakMap<WordTable, Map<number, Features>>();

const featuresOf = (table: WordTable, row: number): Features => {
  const cache = featureCaches.get(table) ?? new Map<number, Features>();
  if (cache.size === 0) featureCaches.set(table, cache);
  const cached = cache.get(row);
  if (cached) return cached;
  const features = parseFeatures(table, row);
  cache.set(row, features);
  return features;
};

const knownToken = (features: Features, surface: string, start: number): Token => ({
  surface,
  base: features.base === '*' || features.base === '' ? surface : features.base,
  reading: features.reading === '' || features.reading === '*' ? toKatakana(surface) : features.reading,
  pos: features.pos,
  posDetail: features.posDetail,
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
    extra: entries.map(([surface]) => ({ surface, left: NOUN, right: NOUN, cost: costOf(surface) })),
    features: entries.map(([base, reading]) => ({ base, reading, pos: '名詞', posDetail: '一般' })),
  };
};

/**
 * A tokenizer over kuromoji's dictionary with its own set of domain words. Making one costs a
 * millisecond; a new set of words means a new tokenizer, so two versions never mix.
 */
export const createTokenizer = (dictionary: Dictionary, words: readonly DomainWord[] = []): Tokenizer => {
  const { extra, features } = extraWords(words);
  const segmenter = new Segmenter(dictionary, extra);

  const toToken = (cut: Cut, piece: string, offset: number): Token => {
    const surface = piece.slice(cut.start, cut.end);
    const own = cut.kind === 'extra' ? features[cut.word] : undefined;
    const table = cut.kind === 'unknown' ? dictionary.unknown : dictionary.known;
    return knownToken(own ?? featuresOf(table, cut.word), surface, offset + cut.start);
  };

  const tokeniseWith = (cutter: Segmenter, text: string): Token[] => {
    const tokens: Token[] = [];
    let offset = 0;
    for (const piece of pieces(text)) {
      for (const cut of cutter.cut(piece)) tokens.push(toToken(cut, piece, offset));
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
