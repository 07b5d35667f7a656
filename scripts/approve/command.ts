import { parseArgs } from 'node:util';
import { StartError } from '../../bot/errors.ts';
import { planApproval } from '../../bot/knowledge/approve.ts';
import type { ApprovalChange, ApprovalOrder } from '../../bot/knowledge/approve.ts';
import { readKnowledgeFiles } from '../../bot/knowledge/knowledge-files.ts';
import { loadKnowledge } from '../../bot/knowledge/load.ts';
import { writeApprovals } from '../../bot/knowledge/write-approvals.ts';
import { knowledgeFolders } from '../knowledge-folders.ts';

const usage =
  '使い方: npm run approve -- 記事や文言のid（いくつでも） --by お名前\n　　　　npm run approve -- --all --by お名前';

const readOrder = (args: readonly string[]): Omit<ApprovalOrder, 'at'> => {
  const { by, all, ids } = readArguments(args);
  if (by === undefined) throw new StartError(`承認する人の名前がありません。\n${usage}`);
  if (all === ids.length > 0) {
    throw new StartError(`idを書くか、--all を付けるか、どちらか一方にしてください。\n${usage}`);
  }
  return { ids: all ? 'all' : ids, by };
};

const readArguments = (args: readonly string[]): { by: string | undefined; all: boolean; ids: string[] } => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { by: { type: 'string' }, all: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    return { by: values.by, all: values.all, ids: positionals };
  } catch {
    throw new StartError(`コマンドを読み取れませんでした。\n${usage}`);
  }
};

const describe = ({ id, from, to, sha256 }: ApprovalChange): string =>
  `${id}: ${from === null ? '新規' : `第${from}版`} → 第${to}版  sha256 ${sha256}\n`;

/**
 * Records the present texts as approved; the running desk serves them at once. The lines that tell of it.
 * @throws StartError with what to do about the arguments or the files
 */
export const approveCommand = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> => {
  const order = readOrder(args);
  const folders = knowledgeFolders(env);
  const loaded = loadKnowledge(await readKnowledgeFiles(folders));
  const plan = planApproval(loaded, { ...order, at: new Date() });
  await writeApprovals(folders, plan);
  const unchanged = order.ids === 'all' ? [] : plan.unchanged;
  return [
    ...plan.changes.map(describe),
    ...unchanged.map((id) => `${id}: 変更がないため、そのままです\n`),
    `${plan.changes.length}件を承認しました。\n`,
  ].join('');
};
