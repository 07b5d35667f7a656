import { errorsOf, formatFinding } from '../bot/knowledge/finding.ts';
import { japanDate } from '../bot/policy/japan-time.ts';
import { checkKnowledge } from '../bot/workshop/check/check-knowledge.ts';
import { knowledgeFolders } from './knowledge-folders.ts';
import { presentTime } from './present-time.ts';
import { readOptions } from './read-options.ts';
import { endWith } from './end-with.ts';

/** `npm run check`: every finding as `file:line: message` (contracts.md). */
const main = async (): Promise<void> => {
  readOptions({}, 'npm run check');
  const today = japanDate(presentTime(undefined, process.env));
  const { findings, files } = await checkKnowledge(knowledgeFolders(process.env), today);
  for (const finding of findings) process.stdout.write(`${formatFinding(finding)}\n`);
  const errors = errorsOf(findings).length;
  const warnings = findings.length - errors;
  process.stderr.write(`${files}個のファイルを調べました。エラー ${errors}件、注意 ${warnings}件。\n`);
  if (errors > 0) process.exitCode = 1;
};

await main().catch(endWith);
