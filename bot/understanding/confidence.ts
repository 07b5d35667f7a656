import type { OddsPart } from '../domain/understanding.ts';
import type { Evidence, Setting } from './evidence.ts';

/** From this confidence on an article is the answer. Sane range 0.4–0.9. */
export const answerAt = 0.5;
/** From this confidence on articles are offered to choose from. Sane range 0.05–0.4. */
export const clarifyAt = 0.15;

/** Names of the evidence, in the order in which it is told. */
export const ofArticle = ['standing', 'likely', 'sameness', 'coverage', 'anchored'] as const;
export const ofAll = ['said', 'foreign', 'elsewhere'] as const;

export type LogOdds = Readonly<Record<keyof Evidence | Exclude<keyof Setting, 'isBare'> | 'bias', number>>;

/**
 * The log-odds of an article against none at all, in a conditional logit model: of the candidates and
 * “none of them”, one is right. Fitted on golden questions, on registered questions that the index did not
 * have meanwhile, and on questions of other fields; `scripts/retrieval/calibrate.ts` fits and prints these.
 * Signs must stay as they are. Only `sameness` is set by hand: golden questions are never registered ones.
 */
export const logOdds: LogOdds = {
  bias: -4.65,
  standing: 1.63,
  likely: 1.28,
  sameness: 0,
  coverage: 3.96,
  anchored: 0,
  foreign: -3.48,
  said: 7.28,
  elsewhere: -0.71,
};

/** The same where there is no classifier (`second-opinion.ts`). */
export const logOddsAlone: LogOdds = {
  bias: -6.94,
  standing: 4.04,
  likely: 0,
  sameness: 3.5,
  coverage: 4.73,
  anchored: 5.69,
  foreign: -2.76,
  said: 3.88,
  elsewhere: 0,
};

const settingOdds = ({ foreign, said, elsewhere }: Setting, odds: LogOdds): number =>
  odds.bias + odds.foreign * foreign + odds.said * said + odds.elsewhere * elsewhere;

const articleOdds = (evidence: Evidence, odds: LogOdds): number =>
  odds.standing * evidence.standing +
  odds.likely * evidence.likely +
  odds.sameness * evidence.sameness +
  odds.coverage * evidence.coverage +
  odds.anchored * evidence.anchored;

/**
 * What of the evidence for an article counts for a single word: 「ログイン」 may be about ten articles,
 * however much the sums and the classifier prefer one. Set by hand: golden questions are hardly ever a
 * single word. Range 0.4–0.8.
 */
const BARE_DOUBT = 0.6;

const trustIn = ({ isBare }: Setting): number => (isBare ? BARE_DOUBT : 1);

const part = (evidence: string, value: number, weight: number): OddsPart => ({
  evidence,
  value,
  odds: value * weight,
});

/** The pieces of evidence that count, each with its log-odds; the first is what is true of any article. */
export const oddsParts = (
  evidence: Evidence,
  setting: Setting & { kinship: number },
  odds: LogOdds,
): OddsPart[] => {
  const { kinship } = setting;
  const trust = trustIn(setting);
  const all = [
    part('bias', 1, odds.bias),
    ...ofAll.map((name) => part(name, setting[name], odds[name])),
    ...ofArticle.map((name) => part(name, evidence[name], trust * odds[name])),
    part('kinship', kinship, 1),
  ];
  return all.filter((one) => one.odds !== 0);
};

/**
 * How likely each of some articles is the right one, 0 to 1; what is missing to 1 is that none of them is.
 * @param setting with what being near to the previous article adds to each, for follow-ups
 * @param odds `logOdds`, or `logOddsAlone` without a classifier
 */
export const confidencesOf = (
  evidences: readonly Evidence[],
  setting: Setting & { kinships?: readonly number[] },
  odds: LogOdds,
): number[] => {
  const common = settingOdds(setting, odds);
  const trust = trustIn(setting);
  const confidences: number[] = [];
  let total = 1;
  for (const evidence of evidences) {
    const kinship = setting.kinships?.[confidences.length] ?? 0;
    const share = Math.exp(common + trust * articleOdds(evidence, odds) + kinship);
    confidences.push(share);
    total += share;
  }
  for (let at = 0; at < confidences.length; at++) confidences[at] = (confidences[at] ?? 0) / total;
  return confidences;
};
