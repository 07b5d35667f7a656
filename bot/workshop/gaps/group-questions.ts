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
  /** The article that was nearest most often, and how sure the bot was of it on average; null when there was none. */
  nearest: MissedQuestion['nearest'];
}

/**
 * Two questions belong together when their words weigh this much in common, by the weighted Jaccard
 * index. Lower joins what differs, higher leaves every wording alone (0.25–0.5).
 */
const alikeFrom = 0.34;
/** Words that name a group (2–5). */
const namingWords = 3;

/** One wording, however often it came. */
interface Wording {
  members: MissedQuestion[];
  /** The weight of each of its words. */
  weights: ReadonlyMap<string, number>;
  terms: MeaningfulTerm[];
}

interface Draft {
  wordings: Wording[];
  /** How often its wordings came in all. */
  times: number;
  /** Weight of each word over all members, divided by their number when compared. */
  sums: Map<string, number>;
  /** All of these together. */
  total: number;
  surfaces: Map<string, string>;
}

/**
 * Groups questions by meaning, the largest group first: each wording, the most frequent first, joins the group
 * whose words are most like its own, or begins one. A word that all customers use says little (inverse document
 * frequency). `pause` is awaited between any two wordings: a thousand take a second of processor time.
 */
export const groupQuestions = async (
  questions: readonly MissedQuestion[],
  termsOf: TermsOf,
  pause: () => Promise<void>,
): Promise<QuestionGroup[]> => {
  const wordings = await readWordings(questions, termsOf, pause);
  const drafts = new Drafts();
  for (const wording of wordings) {
    drafts.add(wording);
    await pause();
  }
  return drafts.all
    .map(toGroup)
    .toSorted((left, right) => right.times - left.times || (left.lastAt < right.lastAt ? 1 : -1));
};

const readWordings = async (
  questions: readonly MissedQuestion[],
  termsOf: TermsOf,
  pause: () => Promise<void>,
): Promise<Wording[]> => {
  const byText = new Map<string, MissedQuestion[]>();
  for (const question of questions.toSorted((one, other) => (one.at < other.at ? -1 : 1))) {
    const alike = byText.get(question.text);
    if (alike) alike.push(question);
    else byText.set(question.text, [question]);
  }
  const read: Omit<Wording, 'weights'>[] = [];
  for (const [text, members] of [...byText].toSorted(mostFrequentFirst)) {
    read.push({ members, terms: termsOf(text) });
    await pause();
  }
  const rarity = rarityOf(read);
  return read.map(({ members, terms }) => ({
    members,
    terms,
    weights: new Map(terms.map(({ key, weight }) => [key, weight * (rarity.get(key) ?? 0)])),
  }));
};

/** Among equals by their text: the order in which a store gives conversations says nothing. */
const mostFrequentFirst = (
  [text, members]: [string, MissedQuestion[]],
  [otherText, others]: [string, MissedQuestion[]],
): number => others.length - members.length || (text < otherText ? -1 : 1);

const rarityOf = (read: readonly Omit<Wording, 'weights'>[]): Map<string, number> => {
  const found = new Map<string, number>();
  let all = 0;
  for (const { members, terms } of read) {
    all += members.length;
    for (const key of new Set(terms.map((term) => term.key)))
      found.set(key, (found.get(key) ?? 0) + members.length);
  }
  return new Map([...found].map(([key, times]) => [key, Math.log(1 + all / times)]));
};

/** The groups so far, found by their words: a wording is compared with those only that share one with it. */
class Drafts {
  readonly all: Draft[] = [];
  readonly #byWord = new Map<string, Set<Draft>>();

  add(wording: Wording): void {
    const draft = this.#mostAlike(wording.weights) ?? this.#begin();
    const times = wording.members.length;
    draft.wordings.push(wording);
    draft.times += times;
    for (const [key, weight] of wording.weights) {
      draft.sums.set(key, (draft.sums.get(key) ?? 0) + weight * times);
      draft.total += weight * times;
      this.#of(key).add(draft);
    }
    for (const { key, surface } of wording.terms)
      if (!draft.surfaces.has(key)) draft.surfaces.set(key, surface);
  }

  #begin(): Draft {
    const draft = { wordings: [], times: 0, sums: new Map(), total: 0, surfaces: new Map() };
    this.all.push(draft);
    return draft;
  }

  #of(key: string): Set<Draft> {
    const known = this.#byWord.get(key) ?? new Set();
    this.#byWord.set(key, known);
    return known;
  }

  #mostAlike(weights: ReadonlyMap<string, number>): Draft | null {
    const near = new Set([...weights.keys()].flatMap((key) => [...(this.#byWord.get(key) ?? [])]));
    let best: { draft: Draft; likeness: number } | null = null;
    for (const draft of near) {
      const likeness = likenessTo(draft, weights);
      if (likeness >= alikeFrom && likeness > (best?.likeness ?? 0)) best = { draft, likeness };
    }
    return best?.draft ?? null;
  }
}

/** Weighted Jaccard index of a wording's words and the mean of a group's. */
const likenessTo = ({ times, sums, total }: Draft, weights: ReadonlyMap<string, number>): number => {
  let common = 0;
  let mine = 0;
  for (const [key, weight] of weights) {
    common += Math.min(weight, (sums.get(key) ?? 0) / times);
    mine += weight;
  }
  // The greater of two weights is both less the smaller.
  const all = mine + total / times - common;
  return all === 0 ? 0 : common / all;
};

const toGroup = ({ wordings, times, sums, surfaces }: Draft): QuestionGroup => {
  const members = wordings.flatMap((wording) => wording.members);
  const worth = ({ terms, text }: { terms: MeaningfulTerm[]; text: string }): number =>
    terms.reduce((sum, { key }) => sum + (sums.get(key) ?? 0), 0) / Math.sqrt(1 + text.length);
  const texts = wordings.map(({ members: alike, terms }) => ({ text: alike[0]?.text ?? '', terms }));
  return {
    example: texts.reduce((a, b) => (worth(b) > worth(a) ? b : a)).text,
    questions: wordings.map(({ members: alike }) => ({ text: alike[0]?.text ?? '', times: alike.length })),
    times,
    lastAt: members.map(({ at }) => at).reduce((a, b) => (b > a ? b : a)),
    why: new Map(tally(members.map(({ why }) => why))),
    words: namesOf(sums, surfaces),
    nearest: nearestTo(members),
  };
};

const nearestTo = (members: readonly MissedQuestion[]): QuestionGroup['nearest'] => {
  const found = members.flatMap(({ nearest }) => nearest ?? []);
  const articleId = tally(found.map((each) => each.articleId))[0]?.[0];
  if (articleId === undefined) return null;
  const sure = found.filter((each) => each.articleId === articleId).map(({ confidence }) => confidence);
  return { articleId, confidence: sure.reduce((sum, each) => sum + each, 0) / sure.length };
};

/** Two words by meaning may have come from one that a customer wrote; it is named once. */
const namesOf = (sums: ReadonlyMap<string, number>, surfaces: ReadonlyMap<string, string>): string[] => {
  const byWeight = [...sums].toSorted(([, left], [, right]) => right - left);
  return [...new Set(byWeight.map(([key]) => surfaces.get(key) ?? key))].slice(0, namingWords);
};

const tally = <Value extends string>(values: readonly Value[]): [Value, number][] => {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, left], [, right]) => right - left);
};
