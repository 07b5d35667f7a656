import {
  answerAt,
  clarifyAt,
  confidencesOf,
  logOdds,
  logOddsAlone,
} from '../../bot/understanding/confidence.ts';
import type { Evidence, Setting } from '../../bot/understanding/evidence.ts';
import { likelyOf, standingOf } from '../../bot/understanding/evidence.ts';

const good: Evidence = { standing: 0, likely: Math.log(0.9), sameness: 0, coverage: 1, anchored: 0.7 };
const other: Evidence = { standing: -1, likely: Math.log(0.05), sameness: 0, coverage: 0.5, anchored: 0.3 };
const known: Setting = { foreign: 0, said: 0.6, isBare: false, elsewhere: -3 };

describe.each([
  ['with a classifier', logOdds],
  ['without one', logOddsAlone],
])('the confidence %s', (_, odds) => {
  it('leaves room for none of the articles being right', () => {
    const confidences = confidencesOf([good, other, other], known, odds);
    const sum = confidences.reduce((total, confidence) => total + confidence, 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThan(1);
  });

  it('is shared between articles that are equally good', () => {
    const [alone = 0] = confidencesOf([good], known, odds);
    const [first = 0, second = 0] = confidencesOf([good, good], known, odds);
    expect(first).toBeCloseTo(second);
    expect(first).toBeLessThan(alone);
  });

  it.each<[string, Partial<Setting>]>([
    ['words that no article knows', { foreign: 0.8 }],
    ['next to nothing that was said', { said: 0.16 }],
  ])('falls with %s', (_case, change) => {
    const [before = 0] = confidencesOf([good], known, odds);
    const [after = 0] = confidencesOf([good], { ...known, ...change }, odds);
    expect(after).toBeLessThan(before);
  });

  it('is nearer to that of another article for a single word', () => {
    const [first = 0, second = 0] = confidencesOf([good, other], known, odds);
    const [bare = 0, next = 0] = confidencesOf([good, other], { ...known, isBare: true }, odds);
    expect(bare / next).toBeLessThan(first / second);
  });

  it('is nothing for no articles', () => {
    expect(confidencesOf([], known, odds)).toEqual([]);
  });
});

describe('what a confidence is made of', () => {
  it('falls when the classifier takes the question for one about anything else', () => {
    const [before = 0] = confidencesOf([good], known, logOdds);
    const [after = 0] = confidencesOf([good], { ...known, elsewhere: 5 }, logOdds);
    expect(after).toBeLessThan(before);
  });

  it('never rules an article out for one opinion', () => {
    expect(likelyOf({ articles: [0], elsewhere: 0 }, 0)).toBeGreaterThan(-Infinity);
    expect(likelyOf(null, 0)).toBe(0);
  });

  it('measures a sum by the best one', () => {
    expect(standingOf(10, 10)).toBe(0);
    expect(standingOf(5, 10)).toBeLessThan(standingOf(8, 10));
  });

  it('asks back before it answers', () => {
    expect(clarifyAt).toBeLessThan(answerAt);
  });
});
