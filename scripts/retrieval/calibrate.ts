import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openKnowledge } from '../../bot/knowledge/open-knowledge.ts';
import { analyse } from '../../bot/language/analyse.ts';
import { answerAt, confidenceOf, logOdds } from '../../bot/understanding/confidence.ts';
import type { Evidence } from '../../bot/understanding/confidence.ts';
import { evidenceOf, queryOf } from '../../bot/understanding/search.ts';
import type { Searchable } from '../../bot/understanding/searchable.ts';
import { readGolden, root } from './golden-questions.ts';
import { fitLogistic } from './logistic.ts';
import { searchableFor } from './retriever.ts';

/**
 * Fits the constants of `confidence.ts` and prints them with what they lead to:
 * `node --import tsx scripts/retrieval/calibrate.ts FAR-OFF.txt …`, files with one question a line that
 * no article answers. Golden questions come from `knowledge/golden/articles`.
 */

interface Sample {
  evidence: Evidence;
  right: boolean;
  best: boolean;
  golden: boolean;
}

/** Golden questions are few beside questions of other fields, but they are what customers ask. */
const FAR_OFF_WEIGHT = 0.15;
/** Hits of a question that the fit sees: the best, and the one that it must be told from. */
const SEEN = 2;

const samplesOf = (searchable: Searchable, question: string, article: string | null): Sample[] => {
  const query = queryOf(searchable, analyse(searchable.tokenizer, question));
  return evidenceOf(searchable, query)
    .slice(0, SEEN)
    .map(({ number, evidence }, place) => ({
      evidence,
      right: searchable.index.documents[number]?.id === article,
      best: place === 0,
      golden: article !== null,
    }));
};

const share = (part: number, whole: number): number => Number((whole === 0 ? 0 : part / whole).toFixed(4));

const report = (samples: readonly Sample[], counts: { golden: number; farOff: number }): object => {
  const answered = samples.filter(({ best, evidence }) => best && confidenceOf(evidence) >= answerAt);
  const golden = answered.filter((sample) => sample.golden);
  return {
    answerAt,
    goldenAnswered: share(golden.length, counts.golden),
    ofThoseRight: share(golden.filter(({ right }) => right).length, golden.length),
    farOffAnswered: share(answered.length - golden.length, counts.farOff),
  };
};

const main = async (): Promise<void> => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const { knowledge } = await openKnowledge({ knowledge: `${root}knowledge`, intents: `${root}intents` });
  const searchable = await searchableFor(knowledge);
  const golden = await readGolden();
  const files = await Promise.all(positionals.map((path) => readFile(path, 'utf8')));
  const farOff = files.flatMap((source) => source.split('\n').filter((line) => line.trim() !== ''));
  const samples = [
    ...golden.flatMap(({ q, article }) => samplesOf(searchable, q, article)),
    ...farOff.flatMap((question) => samplesOf(searchable, question, null)),
  ];
  const names = Object.keys(logOdds).filter((name): name is keyof Evidence => name !== 'bias');
  const fitted = fitLogistic(
    samples.map(({ evidence, right, golden: own }) => ({
      features: [1, ...names.map((name) => evidence[name])],
      right,
      weight: own ? 1 : FAR_OFF_WEIGHT,
    })),
  );
  const constants = Object.fromEntries(
    ['bias', ...names].map((name, at) => [name, Number((fitted[at] ?? 0).toFixed(2))]),
  );
  const counts = { golden: golden.length, farOff: farOff.length };
  process.stdout.write(`${JSON.stringify({ fitted: constants })}\n`);
  process.stdout.write(`${JSON.stringify({ present: report(samples, counts) })}\n`);
};

await main();
