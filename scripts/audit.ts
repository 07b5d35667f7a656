import type { AuditHead, AuditRow } from '../bot/domain/audit.ts';
import { verifyChain } from '../bot/store/audit-chain.ts';
import type { AuditLog, AuditSearch } from '../bot/store/port.ts';
import { readAuditCommand } from './audit/command.ts';
import { endWith } from './end-with.ts';
import { withAccounts } from './open-accounts.ts';
import { say } from './say.ts';

const verify = async (audit: AuditLog, anchors: readonly AuditHead[]): Promise<void> => {
  // Its own head first: what is added while the chain is walked stands behind it.
  const own = await audit.head();
  const { rows, head, misfit } = await verifyChain(audit.walk(), [own, ...anchors]);
  if (misfit) {
    process.stderr.write(`${misfit.place}: ${misfit.reason}\n${rows} rows before it fit\n`);
    process.exitCode = 1;
    return;
  }
  say(`${rows} rows, and all of them fit`);
  say(`Head, to be noted elsewhere: ${head.number}:${head.hash}`);
};

const lineOf = ({ number, at, actor, act, subject, details }: AuditRow): string => {
  const parts = Object.entries(details).map(([name, value]) => `${name}=${value}`);
  return [number, at, actor, act, subject ?? '-', parts.join(' ')].join('\t').trimEnd();
};

/** The newest first, page after page: an adapter may give fewer at a time than asked for. */
const list = async (audit: AuditLog, search: AuditSearch, json: boolean): Promise<void> => {
  let left = search.limit;
  for (let before: number | null = null; ;) {
    const { rows, next } = await audit.search({ ...search, before, limit: Math.min(left, pageRows) });
    for (const row of rows) say(json ? JSON.stringify(row) : lineOf(row));
    left -= rows.length;
    if (next === null) return;
    if (left === 0) break;
    before = next;
  }
  process.stderr.write('There are more; see --limit and --since\n');
};

/** Rows in memory at a time. */
const pageRows = 1_000;

/** `npm run audit`: what was done, and whether the log is as it was written. Works while the server runs. */
const main = async (): Promise<void> => {
  const command = readAuditCommand(process.argv.slice(2));
  await withAccounts(({ audit }) =>
    command.verb === 'verify' ? verify(audit, command.anchors) : list(audit, command.search, command.json),
  );
};

await main().catch(endWith);
