import type { OddsPart } from '../domain/understanding.ts';
import type { Evidence, Setting } from './evidence.ts';

/** From this confidence on an article is the answer. Sane range 0.4–0.9. */
export const answerAt = 0.5;
/** From this confidence on articles are offered to choose from. Sane range 0.05–0.4. */
export const clarifyAt = 0.15;

/** Names of the evidence, in the order in which it is told. */
export const ofArticle = ['standing', 'likely', 'sameness', 'coverage', 'anchored'] as const;
export const ofAll = ['said', 'bare', 'foreign', 'elsewhere'] as const;

export type LogOdds = Readonly<Record<keyof Evidence | keyof Setting | 'bias', number>>;

/**
 * The log-odds of an article against none at all, in a conditional logit model: of the candidates and
 * “none of them”, one is right. Fitted on golden questions, on registered questions that the index did not
 * have meanwhile, and on questions of other fields; `scripts/retrieval/calibrate.ts` fits and prints these.
 * Signs must stay as they are. Only `bare` and `sameness` are set by hand: golden questions are hardly ever a single word,
 * and never registered ones.
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
  bare: -1.5,
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
  bare: -1.5,
  elsewhere: 0,
};

const settingOdds = ({ foreign, said, bare, elsewhere }: Setting, odds: LogOdds): number =>
  odds.bias + odds.foreign * foreign + odds.said * said + odds.bare * bare + odds.elsewhere * elsewhere;

const articleOdds = (evidence: Evidence, odds: LogOdds): number =>
  odds.standing * evidence.standing +
  odds.likely * evidence.likely +
  odds.sameness * evidence.sameness +
  odds.coverage * evidence.coverage +
  odds.anchored * evidence.anchored;

/** The pieces of evidence that count, each with its log-odds; the first is what is true of any article. */
export const oddsParts = (
  evidence: Evidence,
  setting: Setting & { kinship: number },
  odds: LogOdds,
): OddsPart[] => {
  const { kinship, ...common } = setting;
  const values = { ...common, ...evidence };
  const names = [...ofAll, ...ofArticle];
  const counted = names.map((name) => ({
    evidence: name,
    value: values[name],
    odds: values[name] * odds[name],
  }));
  const all = [
    { evidence: 'bias', value: 1, odds: odds.bias },
    ...counted,
    { evidence: 'kinship', value: kinship, odds: kinship },
  ];
  return all.filter((part) => part.odds !== 0);
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
  const confidences: number[] = [];
  let total = 1;
  for (const evidence of evidences) {
    const kinship = setting.kinships?.[confidences.length] ?? 0;
    const share = Math.exp(common + articleOdds(evidence, odds) + kinship);
    confidences.push(share);
    total += share;
  }
  for (let at = 0; at < confidences.length; at++) confidences[at] = (confidences[at] ?? 0) / total;
  return confidences;
};
