import { ArticleClassifier } from '../../bot/understanding/article-classifier.ts';
import type { Example } from '../../bot/understanding/article-classifier.ts';
import { learnSecondOpinion } from '../../bot/understanding/second-opinion.ts';
import type { ReadText } from '../../bot/understanding/second-opinion.ts';
import type { Article } from '../../bot/domain/knowledge.ts';

const atOnce = (): Promise<void> => Promise.resolve();

/** Two articles that share 招待 and differ by one word each. */
const examples: Example[] = [
  { label: 0, weight: 1, features: ['招待', '送る'] },
  { label: 0, weight: 1, features: ['招待', '送る', '社員'] },
  { label: 1, weight: 1, features: ['招待', '届く', 'ない'] },
  { label: 1, weight: 1, features: ['届く', 'ない', '社員'] },
];

const article = (id: string, questions: string[], phrasings: string[] = []): Article => ({
  id,
  group: '',
  title: id,
  questions,
  phrasings,
  tags: [],
  related: [],
  source: null,
  verifiedOn: null,
  blocks: [],
  text: '',
  version: 1,
  fingerprint: id,
});

/** Each character a word. */
const read = (text: string): ReadText => ({
  analysis: {
    text,
    normalised: text,
    reading: text,
    japanese: true,
    tokens: [...text].map((surface, start) => ({
      surface,
      base: surface,
      reading: surface,
      pos: '動詞',
      posDetail: '自立',
      start,
      end: start + 1,
    })),
  },
  query: { slots: [], grams: [], heardAs: null },
});

describe('the classifier over the articles', () => {
  it('tells articles apart by the words in which they differ, and the likelihoods add up to 1', async () => {
    const classifier = await ArticleClassifier.learn(examples, 2, atOnce);
    const [sent = 0, missing = 0] = classifier.probabilities(['招待', '届く', 'ない']);
    expect(missing).toBeGreaterThan(0.7);
    expect(sent + missing).toBeCloseTo(1);
  });

  it('has no opinion on words that nobody registered', async () => {
    const classifier = await ArticleClassifier.learn(examples, 2, atOnce);
    const [first = 0, second = 0] = classifier.probabilities(['天気']);
    expect(first).toBeCloseTo(second);
  });

  it('learns the same from the same examples', async () => {
    const [one, other] = await Promise.all([
      ArticleClassifier.learn(examples, 2, atOnce),
      ArticleClassifier.learn(examples, 2, atOnce),
    ]);
    expect(one.probabilities(['招待', '送る'])).toEqual(other.probabilities(['招待', '送る']));
  });

  it('gives the event loop its turn while it learns', async () => {
    let pauses = 0;
    const many = Array.from({ length: 10 }, () => examples).flat();
    await ArticleClassifier.learn(many, 2, () => {
      pauses += 1;
      return Promise.resolve();
    });
    expect(pauses).toBeGreaterThan(5);
  });
});

describe('when a second opinion is asked', () => {
  const labels = new Map([
    ['a', 0],
    ['b', 1],
  ]);

  it('is learnt where editors registered ways of asking', async () => {
    const articles = [
      article('a', ['あかさ', 'あかた', 'あかな']),
      article('b', ['はまや', 'はまら', 'はまわ']),
    ];
    const opinion = await learnSecondOpinion({ articles, elsewhere: [], labels, read }, atOnce);
    const [first = 0, second = 0] = opinion?.(read('あか')).articles ?? [];
    expect(first).toBeGreaterThan(second);
  });

  it('counts phrasings as ways of asking', async () => {
    const articles = [
      article('a', [], ['あかさ', 'あかた', 'あかな']),
      article('b', [], ['はまや', 'はまら', 'はまわ']),
    ];
    const opinion = await learnSecondOpinion({ articles, elsewhere: [], labels, read }, atOnce);
    const [first = 0, second = 0] = opinion?.(read('あか')).articles ?? [];
    expect(first).toBeGreaterThan(second);
  });

  it('tells what is about anything else, and compares the articles as if it were not', async () => {
    const articles = [
      article('a', ['あかさ', 'あかた', 'あかな']),
      article('b', ['はまや', 'はまら', 'はまわ']),
    ];
    const elsewhere = ['てんき', 'てんこ', 'てんさ'];
    const opinion = await learnSecondOpinion({ articles, elsewhere, labels, read }, atOnce);
    const [own, other] = [opinion?.(read('あか')), opinion?.(read('てん'))];
    expect(other?.elsewhere).toBeGreaterThan(0.5);
    expect(own?.elsewhere).toBeLessThan(0.5);
    const [first = 0, second = 0] = other?.articles ?? [];
    expect(first + second).toBeCloseTo(1);
  });

  it.each([
    ['FAQs with one question each', [article('a', []), article('b', [])]],
    ['no articles', []],
    [
      'more articles than it can tell apart in time',
      Array.from({ length: 301 }, (_, at) => article(`a${at}`, ['あ', 'い', 'う'])),
    ],
  ])('is left out for %s', async (_, articles) => {
    expect(await learnSecondOpinion({ articles, elsewhere: [], labels, read }, atOnce)).toBeNull();
  });
});
