import type { TopicId } from '../../domain/decision.ts';
import type { Ending, Occurrence, QuestionOutcome } from './occurrence.ts';

/** How often each was counted; what is missing was not. */
export type Counts<Key extends string> = Map<Key, number>;

/** The counts of one day, one week, or any other stretch of time. */
export interface Figures {
  conversations: number;
  questions: Counts<QuestionOutcome>;
  refusedBy: Counts<TopicId>;
  queued: number;
  left: number;
  served: number;
  /** Staffed minutes from joining the queue to the claim, one for each claim. */
  waits: number[];
  helpful: number;
  unhelpful: number;
  /** The survey's scores, 1 to 5, one for each answer. */
  scores: number[];
  endings: Counts<Ending>;
}

export const noFigures = (): Figures => ({
  conversations: 0,
  questions: new Map(),
  refusedBy: new Map(),
  queued: 0,
  left: 0,
  served: 0,
  waits: [],
  helpful: 0,
  unhelpful: 0,
  scores: [],
  endings: new Map(),
});

const countOne = <Key extends string>(counts: Counts<Key>, key: Key, by = 1): void =>
  void counts.set(key, (counts.get(key) ?? 0) + by);

/**
 * Adds one occurrence to the figures.
 * @param minutes the staffed minutes (H3) of a wait
 */
export const count = (
  figures: Figures,
  occurrence: Occurrence,
  minutes: (wait: Extract<Occurrence, { kind: 'waited' }>) => number,
): void => {
  switch (occurrence.kind) {
    case 'conversation':
      figures.conversations += 1;
      break;
    case 'question':
      countOne(figures.questions, occurrence.outcome);
      if (occurrence.outcome === 'refused' && occurrence.topic) countOne(figures.refusedBy, occurrence.topic);
      break;
    case 'queued':
    case 'left':
    case 'served':
      figures[occurrence.kind] += 1;
      break;
    case 'waited':
      figures.waits.push(minutes(occurrence));
      break;
    case 'feedback':
      figures[occurrence.helpful ? 'helpful' : 'unhelpful'] += 1;
      break;
    case 'score':
      figures.scores.push(occurrence.score);
  }
};

export const countEnding = ({ endings }: Figures, ending: Ending): void => countOne(endings, ending);

/** The figures of several stretches together. */
export const together = (parts: Iterable<Figures>): Figures => {
  const sum = noFigures();
  for (const part of parts) {
    for (const key of ['conversations', 'queued', 'left', 'served', 'helpful', 'unhelpful'] as const)
      sum[key] += part[key];
    for (const [outcome, times] of part.questions) countOne(sum.questions, outcome, times);
    for (const [topic, times] of part.refusedBy) countOne(sum.refusedBy, topic, times);
    for (const [ending, times] of part.endings) countOne(sum.endings, ending, times);
    sum.waits.push(...part.waits);
    sum.scores.push(...part.scores);
  }
  return sum;
};

const total = (counts: Counts<string>): number => [...counts.values()].reduce((sum, times) => sum + times, 0);

/** Share of the conversations with a question that the bot solved; null where there are none. */
export const solvedShare = ({ endings }: Figures): number | null =>
  total(endings) === 0 ? null : (endings.get('solved') ?? 0) / total(endings);

/** The scores that count as satisfied in CSAT, the usual way: the two best of five. */
const satisfiedFrom = 4;

/** Share of 4 and 5 among the survey's answers; null where nobody answered. */
export const csat = ({ scores }: Figures): number | null =>
  scores.length === 0 ? null : scores.filter((score) => score >= satisfiedFrom).length / scores.length;

/** The value that a share of the values does not exceed (nearest rank); null for none. */
export const percentile = (values: readonly number[], share: number): number | null =>
  values.toSorted((left, right) => left - right)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? null;
