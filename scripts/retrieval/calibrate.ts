import { openKnowledge } from '../../bot/knowledge/open-knowledge.ts';
import { analyse } from '../../bot/language/analyse.ts';
import { logOdds } from '../../bot/understanding/confidence.ts';
import type { Evidence } from '../../bot/understanding/confidence.ts';
import { evidenceOf, readText } from '../../bot/understanding/search.ts';
import type { Searchable } from '../../bot/understanding/searchable.ts';
import { tuning } from '../../bot/understanding/tuning.ts';
import { knowledgeFolders } from '../knowledge-folders.ts';
import { readFarOff } from './far-off.ts';
import { readAnswered } from './golden-questions.ts';
import { fitLogistic } from './logistic.ts';
import { searchableFor } from './retriever.ts';

/**
 * Fits the constants of `confidence.ts`, with the classifier and without, and prints them with what
 * thresholds on them would lead to: `node --import tsx scripts/retrieval/calibrate.ts`. The figures are
 * those of questions that the constants were not fitted on (five parts, each judged by the other four).
 */

interface Sample {
  evidence: Evidence;
  right: boolean;
  best: boolean;
  golden: boolean;
  part: number;
}

const PARTS = 5;
/** Golden questions are few beside questions of other fields, but they are what customers ask. */
const FAR_OFF_WEIGHT = 0.15;
/** One of so many questions of other fields; all of them change nothing. */
const FAR_OFF_STEP = 3;
/** Hits of a question that the fit sees: the best, and the one that it must be told from. */
const SEEN = 2;
const THRESHOLDS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75];

/** What the fit decides; `sameness` is set by hand. */
const names = Object.keys(logOdds).filter(
  (name): name is keyof Evidence => name !== 'bias' && name !== 'sameness',
);

const featuresOf = (evidence: Evidence): number[] => [1, ...names.map((name) => evidence[name])];

const samplesOf = (
  searchable: Searchable,
  questions: readonly { q: string; article: string | null }[],
): Sample[] =>
  questions.flatMap(({ q, article }, number) =>
    evidenceOf(searchable, readText(searchable, analyse(searchable.tokenizer, q)))
      .slice(0, SEEN)
      .map(({ number: document, evidence }, place) => ({
        evidence,
        right: searchable.index.documents[document]?.id === article,
        best: place === 0,
        golden: article !== null,
        part: number % PARTS,
      })),
  );

const fit = (samples: readonly Sample[]): number[] =>
  fitLogistic(
    samples.map(({ evidence, right, golden }) => ({
      features: featuresOf(evidence),
      right,
      weight: golden ? 1 : FAR_OFF_WEIGHT,
    })),
  );

const likelihood = (constants: readonly number[], evidence: Evidence): number => {
  const odds = featuresOf(evidence).reduce((sum, value, at) => sum + value * (constants[at] ?? 0), 0);
  return 1 / (1 + Math.exp(-odds));
};

/** The best hit of each question with the confidence that the other parts would give it. */
const judged = (samples: readonly Sample[]): (Sample & { confidence: number })[] =>
  Array.from({ length: PARTS }, (_, part) => {
    const constants = fit(samples.filter((sample) => sample.part !== part));
    return samples
      .filter((sample) => sample.part === part && sample.best)
      .map((sample) => ({ ...sample, confidence: likelihood(constants, sample.evidence) }));
  }).flat();

const share = (part: number, whole: number): number => Number((whole === 0 ? 0 : part / whole).toFixed(4));

const main = async (): Promise<void> => {
  const { knowledge } = await openKnowledge(knowledgeFolders(process.env));
  const { unread, plain } = await readAnswered();
  const farOff = (await readFarOff(FAR_OFF_STEP)).flatMap(([, questions]) =>
    questions.map((q) => ({ q, article: null })),
  );
  for (const opinionPower of [tuning.opinionPower, 0]) {
    const searchable = await searchableFor(knowledge, { ...tuning, opinionPower });
    const samples = samplesOf(searchable, [...unread, ...plain, ...farOff]);
    const rounded = fit(samples).map((constant) => Number(constant.toFixed(2)));
    const fitted = Object.fromEntries(['bias', ...names].map((name, at) => [name, rounded[at]]));
    process.stdout.write(`${JSON.stringify({ opinionPower, fitted })}\n`);
    const hits = judged(samples);
    for (const threshold of THRESHOLDS) {
      const answered = hits.filter(({ confidence }) => confidence >= threshold);
      const own = answered.filter((sample) => sample.golden);
      const figures = {
        threshold,
        answered: share(own.length, unread.length + plain.length),
        rightOfThose: share(own.filter(({ right }) => right).length, own.length),
        farOffAnswered: share(answered.length - own.length, farOff.length),
      };
      process.stdout.write(`${JSON.stringify(figures)}\n`);
    }
  }
};

await main();
