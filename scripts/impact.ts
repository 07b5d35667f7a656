import { readFile } from 'node:fs/promises';
import { LiveBrain } from '../bot/conversation/live-brain.ts';
import { StartError } from '../bot/errors.ts';
import { errorsOf, formatFinding } from '../bot/knowledge/finding.ts';
import { readKnowledgeFiles } from '../bot/knowledge/knowledge-files.ts';
import type { KnowledgeFolders } from '../bot/knowledge/knowledge-files.ts';
import { loadKnowledge } from '../bot/knowledge/load.ts';
import type { Knowledge } from '../bot/domain/knowledge.ts';
import { mask } from '../bot/policy/personal-data/mask.ts';
import { asIfApproved } from '../bot/workshop/check/trial.ts';
import { readGolden } from '../bot/workshop/golden.ts';
import { compareSides } from '../bot/workshop/impact/compare.ts';
import { impactMarkdown } from '../bot/workshop/impact/markdown.ts';
import { impactQuestions } from '../bot/workshop/impact/questions.ts';
import { readCustomer } from './ask/read-customer.ts';
import { endWith } from './end-with.ts';
import { baseFolders } from './impact/base-folders.ts';
import { knowledgeFolders } from './knowledge-folders.ts';
import { presentTime } from './present-time.ts';
import { readOptions } from './read-options.ts';

const usage =
  'npm run impact -- [--base COMMIT|FOLDER] [--questions FILE] [--customer FILE] [--now ISO] [--json]';

const options = {
  options: {
    base: { type: 'string', default: 'HEAD' },
    questions: { type: 'string' },
    customer: { type: 'string' },
    now: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
} as const;

/** The working copy as it would serve if all of it were approved. */
const workingCopy = async (folders: KnowledgeFolders): Promise<Knowledge> => {
  const files = await readKnowledgeFiles(folders);
  const loaded = loadKnowledge(files);
  const knowledge = asIfApproved(files, loaded);
  if (knowledge) return knowledge;
  const list = errorsOf(loaded.findings).filter(({ awaitsApproval }) => !awaitsApproval);
  throw new StartError(
    `The working copy has errors; mend these lines:\n${list.map(formatFinding).join('\n')}`,
  );
};

/** One question a line; masked, since a file that somebody keeps may hold anything. */
const askedIn = async (file: string | undefined): Promise<string[]> => {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new StartError(
      `--questions ${file} cannot be read (${error.code}); name a file with one question a line`,
    );
  });
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => mask(line).text);
};

/** `npm run impact`: which questions get another answer with the working copy than with what was approved. */
const main = async (): Promise<void> => {
  const { values } = readOptions(options, usage);
  const folders = knowledgeFolders(process.env);
  const asker = { customer: await readCustomer(values.customer), now: presentTime(values.now, process.env) };
  const questions = impactQuestions(await readGolden(folders), await askedIn(values.questions));
  const knowledge = await workingCopy(folders);
  const base = await baseFolders(folders, values.base);
  try {
    const live = await LiveBrain.open(base.folders);
    const sides = { before: live.current(), after: await live.tryOut(knowledge) };
    const impact = await compareSides(sides, { asker, questions }, () => Promise.resolve());
    const both = { before: sides.before.knowledge, after: knowledge };
    process.stdout.write(values.json ? `${JSON.stringify(impact)}\n` : impactMarkdown(impact, both));
  } finally {
    await base.dispose();
  }
};

await main().catch(endWith);
