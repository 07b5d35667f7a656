import { openKnowledge } from '../../bot/knowledge/open-knowledge.ts';
import { logOdds, logOddsAlone } from '../../bot/understanding/confidence.ts';
import { tuning } from '../../bot/understanding/tuning.ts';
import { knowledgeFolders } from '../knowledge-folders.ts';
import { fitLogit, shares } from './logit.ts';
import { featureNames, readSamples } from './samples.ts';
import type { Sample } from './samples.ts';

/**
 * Fits the constants of `confidence.ts`, with the classifier and without, and prints them with what
 * thresholds on them would lead to: `node --import tsx scripts/retrieval/calibrate.ts`. The figures are
 * those of questions that the constants were not fitted on (five parts, each judged by the other four).
 */

const PARTS = 5;
const THRESHOLDS = [0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];

interface Judged extends Sample {
  /** The likeliest candidate's place, and how likely it is. */
  best: number;
  confidence: number;
  /** The right one's place in the new order; -1 when it is none of them. */
  place: number;
}

const judge = (constants: readonly number[], sample: Sample): Judged => {
  const likely = shares(constants, sample.candidates);
  const order = likely.map((_, at) => at).toSorted((a, b) => (likely[b] ?? 0) - (likely[a] ?? 0));
  const best = order[0] ?? -1;
  return { ...sample, best, confidence: likely[best] ?? 0, place: order.indexOf(sample.right) };
};

const judged = (samples: readonly Sample[]): Judged[] =>
  Array.from({ length: PARTS }, (_, part) => {
    const constants = fitLogit(samples.filter((__, at) => at % PARTS !== part));
    return samples.filter((__, at) => at % PARTS === part).map((sample) => judge(constants, sample));
  }).flat();

const share = (part: number, whole: number): number => Number((whole === 0 ? 0 : part / whole).toFixed(4));

const print = (record: object): void => {
  process.stdout.write(`${JSON.stringify(record)}\n`);
};

const bySet = (hits: readonly Judged[]): [string, Judged[]][] => {
  const sets = new Map<string, Judged[]>();
  for (const { set } of hits)
    if (!sets.has(set))
      sets.set(
        set,
        hits.filter((hit) => hit.set === set),
      );
  return [...sets];
};

const atThreshold = (threshold: number, [set, hits]: [string, Judged[]]): object => {
  const answered = hits.filter(({ confidence }) => confidence >= threshold);
  const right = answered.filter(({ best, right: place }) => best === place).length;
  return { threshold, set, answered: share(answered.length, hits.length), right: share(right, hits.length) };
};

const main = async (): Promise<void> => {
  const { knowledge } = await openKnowledge(knowledgeFolders(process.env));
  for (const isSeconded of [true, false]) {
    const samples = await readSamples(knowledge, { ...tuning, isSeconded });
    const fitted = fitLogit(samples).map((constant) => Number(constant.toFixed(2)));
    const named = Object.fromEntries(featureNames.map((name, at) => [name, fitted[at]]));
    print({ isSeconded, fitted: named, present: isSeconded ? logOdds : logOddsAlone });
    const hits = judged(samples);
    for (const [set, list] of bySet(hits)) {
      const found = list.filter(({ right }) => right >= 0).length;
      const first = list.filter(({ place }) => place === 0).length;
      const three = list.filter(({ place }) => place >= 0 && place < 3).length;
      if (found > 0) print({ set, 'Hit@1': share(first, list.length), 'Hit@3': share(three, list.length) });
    }
    for (const threshold of THRESHOLDS) for (const set of bySet(hits)) print(atThreshold(threshold, set));
  }
};

await main();
