import type { Article } from '../../bot/domain/knowledge.ts';
import type { Token } from '../../bot/domain/understanding.ts';
import type { Tokenizer } from '../../bot/language/tokenizer.ts';
import { buildIndex } from '../../bot/understanding/article-index.ts';
import type { ArticleIndex } from '../../bot/understanding/article-index.ts';
import type { Query, Reading } from '../../bot/understanding/query.ts';
import { score } from '../../bot/understanding/score.ts';
import { bareArticle } from './bare-article.ts';

/** Words are what stands between spaces, all of them nouns. */
const tokenizer: Tokenizer = {
  parts: () => [],
  tokenise: (text) =>
    text.split(' ').map((surface): Token => ({
      surface,
      base: surface,
      reading: surface,
      pos: '名詞',
      posDetail: '一般',
      start: 0,
      end: surface.length,
    })),
};

const article = (title: string, at: number): Article => bareArticle(`a${at}`, title);

const indexOf = (titles: readonly string[]): Promise<ArticleIndex> =>
  buildIndex({ tokenizer, articles: titles.map(article) }, () => Promise.resolve());

const reading = (index: ArticleIndex, words: readonly string[], weight: number): Reading => ({
  via: 'exact',
  weight,
  keys: words.map((word) => index.vocabulary.find(word)),
});

/** A query with one slot for each list of readings. */
const asking = (...slots: Reading[][]): Query => ({
  heardAs: null,
  grams: [],
  slots: slots.map((readings) => ({ term: '', weight: 1, start: 0, end: 0, readings })),
});

const numbersOf = (index: ArticleIndex, query: Query): number[] =>
  score(index, query, 20).map(({ number }) => number);

describe('the sums of the articles', () => {
  it('count two words of the same meaning as one and a little', async () => {
    const index = await indexOf(['alpha', 'beta alpha', 'gamma']);
    const sumOf = (...words: string[]): number => {
      const query = asking(words.map((word) => reading(index, [word], 1)));
      return score(index, query, 20).find(({ number }) => number === 1)?.score ?? 0;
    };
    const best = Math.max(sumOf('alpha'), sumOf('beta'));
    expect(sumOf('alpha', 'beta')).toBeGreaterThan(best);
    expect(sumOf('alpha', 'beta')).toBeLessThan(1.2 * best);
  });

  it('find every article, whatever words before weigh nothing', async () => {
    const index = await indexOf(['alpha beta', 'alpha gamma', 'delta']);
    const nothing = [reading(index, ['alpha'], 0)];
    const query = asking(nothing, nothing, nothing, [reading(index, ['delta'], 1)]);
    expect(numbersOf(index, query)).toEqual([2]);
  });

  it('leave out an article that has only words that weigh nothing', async () => {
    const index = await indexOf(['alpha beta', 'gamma']);
    expect(numbersOf(index, asking([reading(index, ['alpha'], 0)]))).toEqual([]);
  });
});

/** Numbers in an order that looks like none, the same each time. */
const scattered = (seed: number): number => (Math.imul(seed, 1103515245) + 12345) >>> 16;

const impactOf = (index: ArticleIndex, key: number, number: number): number => {
  const [from = 0, to = 0] = [index.from[key], index.from[key + 1]];
  const row = index.docs.subarray(from, to).indexOf(number);
  return row < 0 ? 0 : (index.impacts[from + row] ?? 0);
};

/** What each article gets by adding up everything. */
const sumOf = (index: ArticleIndex, { slots }: Query, number: number): number =>
  slots
    .map(({ readings }) =>
      readings.map(({ keys, weight }) =>
        keys.reduce((sum, key) => sum + weight * impactOf(index, key, number), 0),
      ),
    )
    .map((readings) => {
      const all = readings.reduce((sum, one) => sum + one, 0);
      const best = Math.max(...readings);
      return best + index.otherReadings * (all - best);
    })
    .reduce((sum, slot) => sum + slot, 0);

describe('the sums of many articles', () => {
  const words = Array.from({ length: 60 }, (_, at) => `word${at}`);
  const titles = Array.from({ length: 1200 }, (_, at) => {
    // The later a word, the rarer it is; the rarest decide.
    const own = words.filter((_word, place) => scattered(at * 61 + place) % (1 + (place >> 2)) === 0);
    return own.join(' ');
  });

  it('are the greatest, although not every one is added up', async () => {
    const index = await indexOf(titles);
    const common = words.slice(0, 40).map((word) => [reading(index, [word], 0.3)]);
    const rare = words
      .slice(40)
      .map((word, at) => [reading(index, [word], 1), reading(index, words.slice(at, at + 2), 0.2)]);
    const query = asking(...common, ...rare, ...common);
    const expected = titles
      .map((_, number) => ({ number, score: sumOf(index, query, number) }))
      .toSorted((a, b) => b.score - a.score || a.number - b.number)
      .slice(0, 20);
    const found = score(index, query, 20);
    expect(found.map(({ number }) => number)).toEqual(expected.map(({ number }) => number));
    for (const [place, { score: sum }] of found.entries())
      expect(sum).toBeCloseTo(expected[place]?.score ?? 0, 9);
  });
});
