import type { Article } from '../../bot/domain/knowledge.ts';
import type { Token } from '../../bot/domain/understanding.ts';
import type { Tokenizer } from '../../bot/language/tokenizer.ts';
import { buildIndex } from '../../bot/understanding/article-index.ts';
import type { ArticleIndex } from '../../bot/understanding/article-index.ts';
import type { Query, Reading } from '../../bot/understanding/query.ts';
import { score } from '../../bot/understanding/score.ts';

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

const article = (title: string, at: number): Article => ({
  id: `a${at}`,
  group: '',
  title,
  questions: [],
  phrasings: [],
  tags: [],
  related: [],
  source: null,
  verifiedOn: null,
  blocks: [],
  text: '',
  version: 1,
  fingerprint: `${at}`,
});

const indexOf = (titles: readonly string[]): Promise<ArticleIndex> =>
  buildIndex({ tokenizer, articles: titles.map(article) }, () => Promise.resolve());

const reading = (index: ArticleIndex, words: readonly string[], weight: number): Reading => ({
  via: 'exact',
  weight,
  keys: words.map((word) => index.vocabulary.find(word)),
});

/** A query with one slot for each list of readings. */
const asking = (...slots: Reading[][]): Query => ({
  grams: [],
  slots: slots.map((readings) => ({ term: '', weight: 1, start: 0, end: 0, readings })),
});

const numbersOf = (index: ArticleIndex, query: Query): number[] =>
  score(index, query, 20).map(({ number }) => number);

describe('the sums of the articles', () => {
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
