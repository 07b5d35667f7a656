import type { MissedQuestion } from './missed-question.ts';
import type { MissReason } from './miss-reason.ts';

/** A word of a question by its meaning: one key for all spellings and synonyms of it. */
export interface MeaningfulTerm {
  key: string;
  /** As somebody wrote it. */
  surface: string;
  /** 0 to 1: how much a word of its kind says. */
  weight: number;
}

export type TermsOf = (question: string) => MeaningfulTerm[];

/** Questions that mean much the same. */
export interface QuestionGroup {
  /** The question that is most like all the others. */
  example: string;
  /** Each wording once with how often it came, the most frequent first. */
  questions: { text: string; times: number }[];
  times: number;
  /** ISO 8601. */
  lastAt: string;
  why: Map<MissReason, number>;
  /** What the questions have in common, the weightiest first. */
  words: string[];
  /** The article that was nearest most often; null when there was none. */
  nearest: string | null;
}

/**
 * Two questions belong together when their words weigh this much in common, by the weighted Jaccard
 * index. Lower joins what differs, higher leaves every wording alone (0.25–0.5).
 */
const alikeFrom = 0.34;
/** Words that name a group (2–5). */
const namingWords = 3;

interface Draft {
  members: MissedQuestion[];
  /** Weight of each word over all members, divided by their number when compared. */
  sums: Map<string, number>;
  surfaces: Map<string, string>;
}

/**
 * Groups questions by meaning, the largest group first: each joins the group whose words are most like its
 * own, or begins one. A word that all customers use says little (inverse document frequency).
 */
export const groupQuestions = (questions: readonly MissedQuestion[], termsOf: TermsOf): QuestionGroup[] => {
  const read = questions.map((question) => ({ question, terms: termsOf(question.text) }));
  const rarity = rarityOf(read.map(({ terms }) => terms));
  const drafts: Draft[] = [];
  for (const { question, terms } of read) {
    const weights = new Map(terms.map(({ key, weight }) => [key, weight * (rarity.get(key) ?? 0)]));
    const home = mostAlike(drafts, weights) ?? newDraft(drafts);
    home.members.push(question);
    for (const [key, weight] of weights) home.sums.set(key, (home.sums.get(key) ?? 0) + weight);
    for (const { key, surface } of terms) home.surfaces.set(key, surface);
  }
  return drafts
    .map((draft) => toGroup(draft, termsOf))
    .toSorted((left, right) => right.times - left.times || (left.lastAt < right.lastAt ? 1 : -1));
};

const rarityOf = (all: readonly MeaningfulTerm[][]): Map<string, number> => {
  const found = new Map<string, number>();
  for (const terms of all)
    for (const key of new Set(terms.map((term) => term.key))) found.set(key, (found.get(key) ?? 0) + 1);
  return new Map([...found].map(([key, times]) => [key, Math.log(1 + all.length / times)]));
};

const newDraft = (drafts: Draft[]): Draft => {
  const draft = { members: [], sums: new Map(), surfaces: new Map() };
  drafts.push(draft);
  return draft;
};

const mostAlike = (drafts: readonly Draft[], weights: ReadonlyMap<string, number>): Draft | null => {
  let best: { draft: Draft; likeness: number } | null = null;
  for (const draft of drafts) {
    const likeness = likenessTo(draft, weights);
    if (likeness >= alikeFrom && likeness > (best?.likeness ?? 0)) best = { draft, likeness };
  }
  return best?.draft ?? null;
};

/** Weighted Jaccard index of a question's words and the mean of a group's. */
const likenessTo = ({ members, sums }: Draft, weights: ReadonlyMap<string, number>): number => {
  let common = 0;
  let all = 0;
  for (const key of new Set([...weights.keys(), ...sums.keys()])) {
    const mine = weights.get(key) ?? 0;
    const theirs = (sums.get(key) ?? 0) / members.length;
    common += Math.min(mine, theirs);
    all += Math.max(mine, theirs);
  }
  return all === 0 ? 0 : common / all;
};

const toGroup = ({ members, sums, surfaces }: Draft, termsOf: TermsOf): QuestionGroup => {
  const questions = tally(members.map(({ text }) => text)).map(([text, times]) => ({ text, times }));
  const worth = (text: string): number =>
    termsOf(text).reduce((sum, { key }) => sum + (sums.get(key) ?? 0), 0) / Math.sqrt(1 + text.length);
  const nearest = tally(members.flatMap((member) => (member.nearest ? [member.nearest.articleId] : [])));
  return {
    example: questions.map(({ text }) => text).reduce((a, b) => (worth(b) > worth(a) ? b : a)),
    questions,
    times: members.length,
    lastAt: members.map(({ at }) => at).reduce((a, b) => (b > a ? b : a)),
    why: new Map(tally(members.map(({ why }) => why))),
    words: [...sums]
      .toSorted(([, left], [, right]) => right - left)
      .slice(0, namingWords)
      .map(([key]) => surfaces.get(key) ?? key),
    nearest: nearest[0]?.[0] ?? null,
  };
};

const tally = <Value extends string>(values: readonly Value[]): [Value, number][] => {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, left], [, right]) => right - left);
};
