import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AuditHead } from '../../bot/domain/audit.ts';
import { chained, stamped, verifyChain } from '../../bot/store/audit-chain.ts';
import { LowdbAuditLog } from '../../bot/store/lowdb/audit-log.ts';
import { auditLine, splitAuditLines } from '../../bot/store/lowdb/audit-lines.ts';
import type { Files } from '../../bot/store/lowdb/files.ts';
import { openLowdbAccounts } from '../../bot/store/lowdb/open.ts';
import { nodeFiles } from '../../bot/store/lowdb/node-files.ts';
import { systemProcesses } from '../../bot/store/lowdb/processes.ts';
import { ShortLock } from '../../bot/store/lowdb/short-lock.ts';
import { SimulatedFiles } from '../../bot/store/lowdb/simulated-files.ts';
import type { PowerCut, Step } from '../../bot/store/lowdb/simulated-files.ts';
import type { AuditLog } from '../../bot/store/port.ts';
import { failWith, goDark, newProcess } from './failing-disk.ts';
import { newFolder, tidyUp } from './lowdb-disk.ts';
import { numbered } from './opened.ts';
import { auditEntry } from './synthetic.ts';

afterEach(tidyUp);

const everything = { acts: null, actor: null, subject: null, since: null, before: null, limit: 1_000 };

const actsOf = async (audit: AuditLog): Promise<string[]> =>
  (await audit.search(everything)).rows.map(({ act }) => act).toReversed();

const recordAll = async (audit: AuditLog, names: string[]): Promise<void> => {
  for (const name of names) await audit.record(auditEntry(name));
};

const logOn = (
  { files = nodeFiles, root, fileBytes }: { files?: Files; root: string; fileBytes?: number },
  report: (error: unknown) => void = () => {},
): LowdbAuditLog => {
  // Each log is another process; on a real disk all of them live.
  const processes = files === nodeFiles ? systemProcesses : newProcess();
  const lock = new ShortLock({ files, processes }, root, 'audit.lock');
  return new LowdbAuditLog({ files, root, lock, report, ...(fileBytes ? { fileBytes } : {}) });
};

/** Five rows in a folder, and their lines to be tampered with. */
const fiveRows = async () => {
  const root = await newFolder();
  const audit = logOn({ root });
  await recordAll(audit, numbered(5));
  const [name = ''] = await readdir(path.join(root, 'audit'));
  const file = path.join(root, 'audit', name);
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const put = (changed: (string | undefined)[]) => writeFile(file, `${changed.join('\n')}\n`);
  return { root, audit, head: await audit.head(), name, file, lines, put };
};

const verify = (root: string, anchors: AuditHead[] = []) => verifyChain(logOn({ root }).walk(), anchors);

/** Lines whose hashes fit again from the second on, as one who can write would make them. */
const madeAnew = (lines: string[]): string[] => {
  const rows = lines.map((line) => JSON.parse(line));
  const entries = rows.map(({ actor, act, subject, details, at }, index) =>
    stamped({ actor: index === 1 ? 'agent:suzuki' : actor, act, subject, details }, new Date(at)),
  );
  return chained({ number: 0, hash: '0'.repeat(64) }, entries).map((row) => auditLine(row).trimEnd());
};

describe('what was done to the files shows', () => {
  it.each<[string, (lines: string[]) => string[], string, string]>([
    [
      'an actor changed',
      (lines) => lines.with(2, lines[2]?.replace('agent:sato', 'agent:suzuki') ?? ''),
      'line 3',
      'row 3 was changed',
    ],
    [
      'a time changed',
      (lines) => lines.with(2, lines[2]?.replace(/"at":"20/, '"at":"19') ?? ''),
      'line 3',
      'row 3 was changed',
    ],
    ['a row removed', (lines) => lines.toSpliced(2, 1), 'line 3', 'row 4 stands where 3 belongs'],
    ['the first row removed', (lines) => lines.slice(1), 'line 1', 'row 2 stands where 1 belongs'],
    [
      'a row inserted',
      (lines) => lines.toSpliced(2, 0, lines[1] ?? ''),
      'line 3',
      'row 2 stands where 3 belongs',
    ],
    [
      'two rows in another order',
      (lines) => [0, 2, 1, 3, 4].map((at) => lines[at] ?? ''),
      'line 2',
      'row 3 stands where 2 belongs',
    ],
    [
      'a row replaced by one whose own hash fits',
      (lines) => lines.with(1, madeAnew(lines)[1] ?? ''),
      'line 3',
      'row 3 does not follow from the row before it',
    ],
    [
      'a member added',
      (lines) => lines.with(2, lines[2]?.replace('{', '{"extra":1,') ?? ''),
      'line 3',
      'no row',
    ],
    ['a line of something else', (lines) => lines.with(2, 'nonsense'), 'line 3', 'no row'],
  ])('%s', async (_what, tamper, place, reason) => {
    const { root, name, lines, put } = await fiveRows();
    await put(tamper(lines));
    const { misfit } = await verify(root);
    expect(misfit).toEqual({ place: `audit/${name} ${place}`, reason: expect.stringContaining(reason) });
  });

  it('rows taken from the end show by a head that was noted, and by nothing else', async () => {
    const { root, head, lines, put } = await fiveRows();
    await put(lines.slice(0, 3));
    expect((await verify(root)).misfit).toBeNull();
    expect((await verify(root, [head])).misfit).toEqual({
      place: 'the end',
      reason: 'the log ends with row 3, but 5 were there: rows were removed from its end',
    });
  });

  it('a log that was made anew shows by a head that was noted, and by nothing else', async () => {
    const { root, head, lines, put } = await fiveRows();
    await put(madeAnew(lines));
    expect((await verify(root)).misfit).toBeNull();
    expect((await verify(root, [head])).misfit?.reason).toContain(
      'row 5 is not the one whose hash was noted',
    );
  });

  it('a head that was noted long ago still fits when the log has grown', async () => {
    const { root, audit, head } = await fiveRows();
    await audit.record(auditEntry('later'));
    expect(await verify(root, [head])).toMatchObject({ rows: 6, misfit: null });
  });
});

describe('a log on files', () => {
  it('goes on in a new file when one is full, and the chain goes on through all of them', async () => {
    const root = await newFolder();
    await recordAll(logOn({ root, fileBytes: 700 }), numbered(10));
    const names = (await readdir(path.join(root, 'audit'))).toSorted();
    expect(names.length).toBeGreaterThan(2);
    expect(names[0]).toMatch(/^000000000001-\d{4}-\d{2}\.jsonl$/);
    expect(await verify(root)).toMatchObject({ rows: 10, misfit: null });
    const again = logOn({ root, fileBytes: 700 });
    await again.record(auditEntry('after-the-restart'));
    expect((await again.search({ ...everything, limit: 3 })).rows.map(({ number }) => number)).toEqual([
      11, 10, 9,
    ]);
    expect(await verify(root)).toMatchObject({ rows: 11, misfit: null });
  });

  it('goes on in a new file in a new month', async () => {
    const { root, name, file, audit } = await fiveRows();
    const earlier = path.join(root, 'audit', name.replace(/-\d{4}-\d{2}/, '-2020-01'));
    await writeFile(earlier, await readFile(file));
    await writeFile(file, '');
    await audit.record(auditEntry('this-month'));
    const names = (await readdir(path.join(root, 'audit'))).toSorted();
    expect(names.at(-1)).not.toContain('2020-01');
    expect((await verify(root)).misfit).toBeNull();
  });

  it('shows that a whole file is missing', async () => {
    const root = await newFolder();
    await recordAll(logOn({ root, fileBytes: 700 }), numbered(10));
    const names = (await readdir(path.join(root, 'audit'))).toSorted();
    await writeFile(path.join(root, 'audit', names[1] ?? ''), '');
    expect((await verify(root)).misfit?.place).toBe(`audit/${names[2]} line 1`);
  });

  it('cuts off what a crash left half-written, says so in a row, and loses nothing acknowledged', async () => {
    const { root, file } = await fiveRows();
    await appendFile(file, '{"actor":"agent:sato","act":"cla');
    expect(await verify(root)).toMatchObject({ rows: 5, misfit: null });
    const audit = logOn({ root });
    await audit.record(auditEntry('after-the-crash'));
    const { rows } = await audit.search({ ...everything, limit: 2 });
    expect(rows).toMatchObject([
      { number: 7, act: 'claim' },
      { number: 6, actor: 'system', act: 'log-mended', details: { bytes: 32 } },
    ]);
    expect(await verify(root)).toMatchObject({ rows: 7, misfit: null });
  });

  it('cuts it off in a file that is full as well, before it goes on in the next', async () => {
    const { root, file } = await fiveRows();
    await appendFile(file, '{"actor":"agent:sato","act":"cla');
    await logOn({ root, fileBytes: 100 }).record(auditEntry('in-the-next'));
    expect(await readdir(path.join(root, 'audit'))).toHaveLength(2);
    expect(await verify(root)).toMatchObject({ rows: 7, misfit: null });
  });

  it('goes on behind a line that cannot be read, leaves it as it is, and tells of it', async () => {
    const { root, name, file } = await fiveRows();
    await appendFile(file, '\u0000\u0000\n');
    const reported: unknown[] = [];
    const audit = logOn({ root }, (error) => reported.push(error));
    await audit.record(auditEntry('behind-the-damage'));
    expect(reported).toMatchObject([{ code: 'storage-damaged' }]);
    expect(await actsOf(audit)).toEqual([...numbered(5).map(() => 'claim'), 'log-damaged', 'claim']);
    expect((await verify(root)).misfit).toMatchObject({ place: `audit/${name} line 6` });
    await recordAll(audit, ['and-on']);
    expect(reported).toHaveLength(1);
  });

  it('is one chain of the server and of commands that write beside it', async () => {
    const root = await newFolder();
    const [server, command] = [await openLowdbAccounts(root), await openLowdbAccounts(root)];
    await Promise.all(
      numbered(20).map((name, index) => (index % 2 === 0 ? server : command).audit.record(auditEntry(name))),
    );
    await command.audit.record({ ...auditEntry('x'), actor: 'command' });
    await server.audit.record(auditEntry('y'));
    expect(await verify(root)).toMatchObject({ rows: 22, misfit: null });
    expect((await server.audit.head()).number).toBe(22);
  });
});

/** A disk in memory with two files of rows before it begins to fail. */
const story = async (files: SimulatedFiles, acknowledged: string[]): Promise<void> => {
  const audit = logOn({ files, root: '/data', fileBytes: 700 });
  for (const name of numbered(6)) {
    await audit.record(auditEntry(name));
    acknowledged.push(name);
  }
};

const play = async (
  number: number,
  failure: (files: SimulatedFiles, step: Step) => never,
): Promise<{ files: SimulatedFiles; acknowledged: string[]; error: unknown; steps: Step[] }> => {
  const files = new SimulatedFiles();
  await files.makeFolder('/data');
  const acknowledged: string[] = [];
  const steps: Step[] = [];
  files.beforeStep = (step) => {
    steps.push(step);
    if (steps.length === number + 1) failure(files, step);
  };
  const error = await story(files, acknowledged).then(
    () => null,
    (reason: unknown) => reason,
  );
  files.beforeStep = () => {};
  return { files, acknowledged, error, steps };
};

/** The acknowledged rows are there, once and in order, and the chain is whole. */
const expectWhole = async (files: SimulatedFiles, acknowledged: string[]): Promise<void> => {
  const audit = logOn({ files, root: '/data', fileBytes: 700 });
  expect((await verifyChain(audit.walk(), [])).misfit).toBeNull();
  const { rows } = await audit.search(everything);
  const kept = rows.toReversed().filter(({ act }) => act === 'claim');
  const told = acknowledged.map((name) => auditEntry(name).subject);
  expect(kept.slice(0, told.length).map(({ subject }) => subject)).toEqual(told);
};

describe('the log on a failing disk', () => {
  it.each<PowerCut>(['lost', 'torn'])(
    'loses nothing acknowledged when the power goes before any step, and goes on (unsynced: %s)',
    async (cut) => {
      const { steps } = await play(Number.POSITIVE_INFINITY, goDark);
      expect(new Set(steps.map(({ operation }) => operation))).toContain('openAt');
      for (let number = 0; number <= steps.length; number += 1) {
        const { files, acknowledged } = await play(number, goDark);
        files.cutPower(cut);
        await expectWhole(files, acknowledged);
        await logOn({ files, root: '/data', fileBytes: 700 }).record(auditEntry('afterwards'));
        files.cutPower('lost');
        await expectWhole(files, acknowledged);
        const { rows } = await logOn({ files, root: '/data' }).search({ ...everything, limit: 1 });
        expect(rows[0]?.subject).toBe(auditEntry('afterwards').subject);
      }
    },
  );

  it.each(['ENOSPC', 'EIO'])(
    '%s at any step is 503 or no loss, and the next row is taken and durable',
    async (code) => {
      const { steps } = await play(Number.POSITIVE_INFINITY, goDark);
      for (const [number, step] of steps.entries()) {
        const { files, acknowledged, error } = await play(number, failWith(code));
        // Only what clears up may fail unnoticed, and it has to: a lock that stays must not stop the log.
        const refused = expect.objectContaining({ code: 'storage-unavailable', status: 503 });
        expect(error).toEqual(step.operation === 'remove' ? null : refused);
        await logOn({ files, root: '/data', fileBytes: 700 }).record(auditEntry('afterwards'));
        files.cutPower('lost');
        await expectWhole(files, acknowledged);
        const { rows } = await logOn({ files, root: '/data' }).search({ ...everything, limit: 1 });
        expect(rows[0]?.subject).toBe(auditEntry('afterwards').subject);
      }
    },
  );
});

const writer = path.join(import.meta.dirname, 'recording-process.ts');
const rounds = 6;

it(`keeps every acknowledged row, once and in one chain, over ${rounds} kills -9 of two processes at once`, async () => {
  const root = await newFolder();
  await mkdir(path.join(root, 'audit'), { recursive: true });
  const acknowledged: string[] = [];
  const recordUntilKilled = async (who: string): Promise<void> => {
    const child = spawn(process.execPath, ['--import', 'tsx', writer, root, who]);
    const ended = once(child, 'close');
    let output = '';
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        resolve();
      });
    });
    setTimeout(() => child.kill('SIGKILL'), Math.random() * 100);
    await ended;
    expect(complaint).toBe('');
    acknowledged.push(...output.split('\n').slice(0, -1));
  };
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all([recordUntilKilled(`a${round}`), recordUntilKilled(`b${round}`)]);
    const { misfit, rows } = await verify(root);
    expect(misfit).toBeNull();
    const found = await logOn({ root }).search({ ...everything, limit: rows });
    const subjects = found.rows.map(({ subject }) => subject).toReversed();
    const kept = subjects.filter((subject) => acknowledged.includes(subject ?? ''));
    expect(kept.toSorted()).toEqual(acknowledged.toSorted());
  }
  expect(acknowledged.length).toBeGreaterThan(rounds);
}, 120_000);

it('a torn line is told from whole ones by its missing end alone', () => {
  expect(splitAuditLines('')).toEqual({ lines: [], size: 0, torn: 0 });
  expect(splitAuditLines('a\nb\n')).toEqual({ lines: ['a', 'b'], size: 4, torn: 0 });
  expect(splitAuditLines('a\nb')).toEqual({ lines: ['a'], size: 2, torn: 1 });
  expect(splitAuditLines('b')).toEqual({ lines: [], size: 0, torn: 1 });
});

it('a file cut in the middle of its last row loses that row and no other', async () => {
  const { root, file, lines } = await fiveRows();
  await truncate(file, lines.slice(0, 4).join('\n').length + 20);
  expect(await verify(root)).toMatchObject({ rows: 4, misfit: null });
});
