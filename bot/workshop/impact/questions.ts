import { normalise } from '../../language/normalise.ts';
import type { Golden, GoldenQuestion } from '../golden.ts';

/** What would be right, where somebody has said so. */
export type Expectation =
  | { kind: 'article'; article: string }
  | { kind: 'refusal'; topic: string }
  /** Must not be refused; which article is right is not said. */
  | { kind: 'in-scope' }
  /** No article must be its answer. */
  | { kind: 'no-article' };

/** A question to ask of both sides. */
export interface ImpactQuestion {
  text: string;
  /** How often customers asked it, spelling and marks apart; 0 for one that is only golden. */
  asked: number;
  expected: Expectation | null;
}

const goldenExpectations: readonly [
  keyof Omit<Golden, 'findings'>,
  (question: GoldenQuestion) => Expectation | null,
][] = [
  ['articles', ({ article }) => (article === null ? null : { kind: 'article', article })],
  ['refusals', ({ topic }) => (topic === null ? null : { kind: 'refusal', topic })],
  ['inScope', ({ article }) => (article === null ? { kind: 'in-scope' } : { kind: 'article', article })],
  ['offTopic', () => ({ kind: 'no-article' })],
];

/**
 * The golden questions and what customers asked, each once.
 * @param asked customers' messages, already masked, in any order
 */
export const impactQuestions = (golden: Golden, asked: Iterable<string>): ImpactQuestion[] => {
  const byKey = new Map<string, ImpactQuestion>();
  for (const [kind, expectationOf] of goldenExpectations)
    for (const question of golden[kind])
      if (!byKey.has(keyOf(question.q)))
        byKey.set(keyOf(question.q), { text: question.q, asked: 0, expected: expectationOf(question) });
  for (const text of asked) {
    const key = keyOf(text);
    if (key === '') continue;
    const known = byKey.get(key);
    if (known) known.asked += 1;
    else byKey.set(key, { text, asked: 1, expected: null });
  }
  return [...byKey.values()];
};

/** Marks and blanks make no other question. */
const keyOf = (text: string): string => normalise(text).replaceAll(/[\p{P}\p{Z}]/gu, '');
