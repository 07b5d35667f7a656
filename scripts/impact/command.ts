import { LiveBrain } from '../../bot/conversation/live-brain.ts';
import type { Knowledge } from '../../bot/domain/knowledge.ts';
import { StartError } from '../../bot/errors.ts';
import { errorsOf, formatFinding } from '../../bot/knowledge/finding.ts';
import { readKnowledgeFiles } from '../../bot/knowledge/knowledge-files.ts';
import type { KnowledgeFolders } from '../../bot/knowledge/knowledge-files.ts';
import { loadKnowledge } from '../../bot/knowledge/load.ts';
import { asIfApproved } from '../../bot/workshop/check/trial.ts';
import { readGolden } from '../../bot/workshop/golden.ts';
import { compareSides } from '../../bot/workshop/impact/compare.ts';
import { impactMarkdown } from '../../bot/workshop/impact/markdown.ts';
import { impactQuestions } from '../../bot/workshop/impact/questions.ts';
import { readCustomer } from '../ask/read-customer.ts';
import { knowledgeFolders } from '../knowledge-folders.ts';
import { presentTime } from '../present-time.ts';
import { readOptions } from '../read-options.ts';
import { askedIn } from './asked-in.ts';
import { askedLately, readDays } from './asked-lately.ts';
import { baseFolders } from './base-folders.ts';

const usage = `npm run impact -- [--base COMMIT|FOLDER] [--days N] [--questions FILE] [--customer FILE] [--now ISO] [--json]
--days: 直近N日にお客さまが入力した質問も調べます（窓口と同じ MADOGUCHI_DATA か DATABASE_URL が要ります）。`;

const options = {
  base: { type: 'string', default: 'HEAD' },
  days: { type: 'string' },
  questions: { type: 'string' },
  customer: { type: 'string' },
  now: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export interface CommandParts {
  /** What stands behind the command's name. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** To the other output than the result. */
  warn(line: string): void;
}

/**
 * Which questions get another answer with the working copy than with what was approved, as Markdown or JSON.
 * @throws StartError with what to do about an option, about the files or about the store
 */
export const impactCommand = async ({ args, env, warn }: CommandParts): Promise<string> => {
  const { values } = readOptions({ args: [...args], options }, usage);
  const folders = knowledgeFolders(env);
  const asker = { customer: await readCustomer(values.customer), now: presentTime(values.now, env) };
  const days = values.days === undefined ? null : readDays(values.days);
  const knowledge = await workingCopy(folders);
  const base = await baseFolders(folders, values.base);
  try {
    const written = await askedIn(values.questions);
    const lately = days === null ? noneAsked : await askedLately({ days, now: asker.now }, env);
    if (lately.unreadable > 0) warn(`読み取れない会話を除きました：${lately.unreadable}件`);
    const questions = impactQuestions(await readGolden(folders), [...written, ...lately.questions]);
    const live = await LiveBrain.open(base.folders);
    const sides = { before: live.current(), after: await live.tryOut(knowledge) };
    const impact = await compareSides(sides, { asker, questions }, () => Promise.resolve());
    const both = { before: sides.before.knowledge, after: knowledge };
    return values.json ? `${JSON.stringify(impact)}\n` : impactMarkdown(impact, both);
  } finally {
    await base.dispose();
  }
};

const noneAsked = { questions: [], unreadable: 0 };

/** The working copy as it would serve if all of it were approved. */
const workingCopy = async (folders: KnowledgeFolders): Promise<Knowledge> => {
  const files = await readKnowledgeFiles(folders);
  const loaded = loadKnowledge(files);
  const knowledge = asIfApproved(files, loaded);
  if (knowledge) return knowledge;
  const list = errorsOf(loaded.findings).filter(({ awaitsApproval }) => !awaitsApproval);
  throw new StartError(
    `エラーがあるため、影響を調べられません。次の行を直してください。\n${list.map(formatFinding).join('\n')}`,
  );
};
