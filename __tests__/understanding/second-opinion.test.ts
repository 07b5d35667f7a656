import { learnArticles } from '../../bot/understanding/article-classifier.ts';
import type { Example } from '../../bot/understanding/article-classifier.ts';
import { LinearModel } from '../../bot/understanding/linear-model.ts';
import { learnSecondOpinion } from '../../bot/understanding/second-opinion.ts';
import type { LearntBefore } from '../../bot/understanding/learnt.ts';
import type { ReadText } from '../../bot/understanding/second-opinion.ts';
import type { Article } from '../../bot/domain/knowledge.ts';
import { bareArticle } from './bare-article.ts';

const atOnce = (): Promise<void> => Promise.resolve();

/** Two articles that share 招待 and differ by one word each. */
const examples: Example[] = [
  { label: 0, weight: 1, features: ['招待', '送る'] },
  { label: 0, weight: 1, features: ['招待', '送る', '社員'] },
  { label: 1, weight: 1, features: ['招待', '届く', 'ない'] },
  { label: 1, weight: 1, features: ['届く', 'ない', '社員'] },
];

const article = (id: string, questions: string[], phrasings: string[] = []): Article =>
  bareArticle(id, id, { questions, phrasings });

const labels = new Map([
  ['a', 0],
  ['b', 1],
]);
const articles = [article('a', ['あかさ', 'あかた', 'あかな']), article('b', ['はまや', 'はまら', 'はまわ'])];

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
    const classifier = new LinearModel(await learnArticles(examples, 2, atOnce));
    const [sent = 0, missing = 0] = classifier.probabilities(['招待', '届く', 'ない']);
    expect(missing).toBeGreaterThan(0.7);
    expect(sent + missing).toBeCloseTo(1);
  });

  it('has no opinion on words that nobody registered', async () => {
    const classifier = new LinearModel(await learnArticles(examples, 2, atOnce));
    const [first = 0, second = 0] = classifier.probabilities(['天気']);
    expect(first).toBeCloseTo(second);
  });

  it('learns the same from the same examples', async () => {
    const [one, other] = await Promise.all([
      learnArticles(examples, 2, atOnce),
      learnArticles(examples, 2, atOnce),
    ]);
    expect(one).toEqual(other);
  });

  it('gives the event loop its turn while it learns', async () => {
    let pauses = 0;
    const many = Array.from({ length: 10 }, () => examples).flat();
    await learnArticles(many, 2, () => {
      pauses += 1;
      return Promise.resolve();
    });
    expect(pauses).toBeGreaterThan(5);
  });
});

describe('what was learnt before', () => {
  it('is put where it can be kept, and says the same when it is taken from there', async () => {
    const learnt: LearntBefore = new Map();
    const lessons = { articles, elsewhere: ['てんき'], labels, read, learnt };
    const first = await learnSecondOpinion(lessons, atOnce);
    expect([...learnt.keys()]).toEqual(['articles']);
    const deaf = {
      ...lessons,
      read: (): ReadText => {
        throw new Error('read although it was learnt before');
      },
    };
    const second = await learnSecondOpinion(deaf, atOnce);
    expect(second?.of(read('あか'))).toEqual(first?.of(read('あか')));
  });
});

/** Reads, and says what. */
const watched = (): { texts: string[]; read: (text: string) => ReadText } => {
  const texts: string[] = [];
  return { texts, read: (text) => (texts.push(text), read(text)) };
};

describe('the next version of the knowledge', () => {
  const reading = 'the same words';
  it('learns nothing while what is asked, and how it is read, stays', async () => {
    const first = await learnSecondOpinion({ articles, elsewhere: [], labels, read, reading }, atOnce);
    const { texts, read: readAgain } = watched();
    const lessons = { articles, elsewhere: [], labels, read: readAgain, reading, previous: first };
    expect(await learnSecondOpinion(lessons, atOnce)).toBe(first);
    expect(texts).toEqual([]);
  });

  it('reads only what is new, and thinks as if it had learnt from nothing', async () => {
    const first = await learnSecondOpinion({ articles, elsewhere: [], labels, read, reading }, atOnce);
    const { texts, read: readAgain } = watched();
    const more = [article('a', ['あかさ', 'あかた', 'あかな', 'あかわ']), ...articles.slice(1)];
    const lessons = { articles: more, elsewhere: [], labels, reading };
    const next = await learnSecondOpinion({ ...lessons, read: readAgain, previous: first }, atOnce);
    const fresh = await learnSecondOpinion({ ...lessons, read }, atOnce);
    expect(texts).toEqual(['あかわ']);
    expect(next?.of(read('あか'))).toEqual(fresh?.of(read('あか')));
  });

  it('reads all anew once words are read in another way, and learns only if that tells', async () => {
    const first = await learnSecondOpinion({ articles, elsewhere: [], labels, read, reading }, atOnce);
    const { texts, read: readAgain } = watched();
    const lessons = { articles, elsewhere: [], labels, read: readAgain, reading: 'more words' };
    const next = await learnSecondOpinion({ ...lessons, previous: first }, atOnce);
    expect(texts).toContain('あかさ');
    expect(next?.learnt).toBe(first?.learnt);
  });
});

describe('when a second opinion is asked', () => {
  it('is learnt where editors registered ways of asking', async () => {
    const opinion = await learnSecondOpinion({ articles, elsewhere: [], labels, read }, atOnce);
    const [first = 0, second = 0] = opinion?.of(read('あか')).articles ?? [];
    expect(first).toBeGreaterThan(second);
  });

  it('counts phrasings as ways of asking', async () => {
    const phrased = [
      article('a', [], ['あかさ', 'あかた', 'あかな']),
      article('b', [], ['はまや', 'はまら', 'はまわ']),
    ];
    const opinion = await learnSecondOpinion({ articles: phrased, elsewhere: [], labels, read }, atOnce);
    const [first = 0, second = 0] = opinion?.of(read('あか')).articles ?? [];
    expect(first).toBeGreaterThan(second);
  });

  it('tells what is about anything else, and compares the articles as if it were not', async () => {
    const elsewhere = Array.from({ length: 100 }, (_, at) => ['てんき', 'てんこ', 'てんさ'][at % 3] ?? '');
    const opinion = await learnSecondOpinion({ articles, elsewhere, labels, read }, atOnce);
    const [own, other] = [opinion?.of(read('あか')), opinion?.of(read('てん'))];
    expect(other?.elsewhere).toBeGreaterThan(0.5);
    expect(own?.elsewhere).toBeLessThan(0.5);
    const [first = 0, second = 0] = other?.articles ?? [];
    expect(first + second).toBeCloseTo(1);
  });

  it('does not tell from a few sentences what is about anything else', async () => {
    const opinion = await learnSecondOpinion({ articles, elsewhere: ['てんき'], labels, read }, atOnce);
    expect(opinion?.of(read('てん')).elsewhere).toBeNull();
  });

  it.each([
    ['FAQs with one question each', [article('a', []), article('b', [])]],
    ['no articles', []],
    [
      'more articles than it can tell apart in time',
      Array.from({ length: 301 }, (_, at) => article(`a${at}`, ['あ', 'い', 'う'])),
    ],
  ])('is left out for %s', async (_, few) => {
    expect(await learnSecondOpinion({ articles: few, elsewhere: [], labels, read }, atOnce)).toBeNull();
  });
});
