import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { topicIds } from '../../bot/domain/decision.ts';
import type { TopicId } from '../../bot/domain/decision.ts';
import type { Understanding } from '../../bot/domain/understanding.ts';
import { readKnowledgeFiles } from '../../bot/knowledge/knowledge-files.ts';
import { loadKnowledge } from '../../bot/knowledge/load.ts';
import { asIfApproved, learn } from '../../bot/workshop/check/trial.ts';
import { readGolden } from '../../bot/workshop/golden.ts';
import { knowledgeFolders } from '../knowledge-folders.ts';

/*
 * How well the 13 refused topics are told from questions about the product: on the golden questions, and
 * on far-off sentences that no topic should claim.
 */

/** One line of the benchmark. */
type Row = Record<string, string | number>;

type Ask = (question: string) => Understanding;

/** One of this many far-off sentences is asked; all of them would take half a minute. */
const farOffStep = 4;

/** One row for each topic and set, and a last one with the totals. */
export const run = async function* (): AsyncGenerator<Row> {
  const folders = knowledgeFolders(process.env);
  const files = await readKnowledgeFiles(folders);
  const knowledge = asIfApproved(files, loadKnowledge(files));
  if (knowledge === null) throw new Error('The knowledge has errors; npm run check lists them.');
  const [{ understand: ask }, golden] = [await learn(knowledge), await readGolden(folders)];
  const refused = topicIds.map((topic) =>
    refusals(
      topic,
      golden.refusals.filter((question) => question.topic === topic).map(({ q }) => q),
      ask,
    ),
  );
  for (const { topic, questions, hit, right } of refused) {
    yield {
      topic,
      questions,
      refusedPercent: percent(hit, questions),
      rightPercent: percent(right, questions),
    };
  }
  const inScope = [...golden.inScope, ...golden.articles].map(({ q }) => q);
  yield falseRefusals('golden in scope', inScope, ask);
  for (const [set, sentences] of await farOff()) yield falseRefusals(set, sentences, ask);
  yield totals(refused);
};

interface Refused {
  topic: TopicId;
  questions: number;
  /** Refused under any topic, and under the right one. */
  hit: number;
  right: number;
}

function refusals(topic: TopicId, questions: readonly string[], ask: Ask): Refused {
  const found = questions.map((question) => ask(question).topics[0]?.topic);
  const hit = found.filter((id) => id !== undefined).length;
  return { topic, questions: questions.length, hit, right: found.filter((id) => id === topic).length };
}

function falseRefusals(set: string, questions: readonly string[], ask: Ask): Row {
  const refused = questions.filter((question) => ask(question).topics.length > 0).length;
  return {
    set,
    questions: questions.length,
    falseRefusalPercent: percent(refused, questions.length),
  };
}

function totals(refused: readonly Refused[]): Row {
  const sum = (of: (row: Refused) => number): number => refused.reduce((total, row) => total + of(row), 0);
  const questions = sum((row) => row.questions);
  return {
    topic: 'all',
    questions,
    refusedPercent: percent(
      sum((row) => row.hit),
      questions,
    ),
    rightPercent: percent(
      sum((row) => row.right),
      questions,
    ),
  };
}

const percent = (part: number, whole: number): number =>
  whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10;

/** Sentences of other fields, by the name of their file; `[]` when none is named. */
const farOff = (): Promise<[string, string[]][]> =>
  Promise.all(
    (process.env['BENCH_FAR_OFF'] ?? '')
      .split(',')
      .filter((file) => file !== '')
      .map(async (file): Promise<[string, string[]]> => {
        const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
        return [basename(file), lines.filter((_line, at) => at % farOffStep === 0)];
      }),
  );
