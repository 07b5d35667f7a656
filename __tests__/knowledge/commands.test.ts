import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { approveCommand } from '../../scripts/approve/command.ts';
import { environmentOf } from '../commands/run.ts';
import { placeOnDisk } from '../../bot/knowledge/knowledge-files.ts';
import { makeKnowledge, minimalTexts } from './fixture.ts';
import type { KnowledgeFixture } from './fixture.ts';

const article = 'knowledge/articles/payslip-publish.md';
const changed = minimalTexts[article]?.replace('「公開」', '「公開する」') ?? '';

/** Milliseconds. Each command is a process of its own, about a second on a quiet machine. */
const patience = 60_000;

describe('the commands for editors', () => {
  let fixture: KnowledgeFixture;

  const run = (command: 'check' | 'approve', ...options: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', `scripts/${command}.ts`, ...options], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...environmentOf(fixture.folders) },
    });
  const read = (path: string): Promise<string> => readFile(placeOnDisk(fixture.folders, path), 'utf8');

  beforeEach(async () => {
    fixture = await makeKnowledge();
  });
  afterEach(() => fixture.dispose());

  it(
    'approve records the words that were changed, and check then has nothing against them',
    async () => {
      await fixture.write(article, changed);
      const { stdout, status } = run('approve', '--all', '--by', '佐藤');
      expect(status).toBe(0);
      expect(stdout).toMatch(
        /^payslip-publish: 第1版 → 第2版 {2}sha256 [0-9a-f]{64}\n1件を承認しました。\n$/,
      );
      expect(run('check').stdout).not.toContain(article);

      const text = await read('knowledge/approved/payslip-publish/2.md');
      expect(text).toMatch(/^# 給与明細を公開するには、どうすればよいですか？\n\n1\. /);
      expect(stdout).toContain(createHash('sha256').update(text).digest('hex'));

      const names = await readdir(fixture.folders.knowledge, { recursive: true });
      expect(names.filter((name) => name.includes('.tmp'))).toEqual([]);
    },
    patience,
  );

  it.each([
    ['without a name', ['payslip-publish'], /名前がありません/],
    ['of all and of one', ['payslip-publish', '--all', '--by', '佐藤'], /どちらか一方/],
    ['of what is not there', ['nothing', '--by', '佐藤'], /「nothing」という記事や文言はありません/],
  ])(
    'approve refuses an approval %s, and says what to do',
    async (_what, options, message) => {
      const before = await read('knowledge/approvals.json');
      await expect(approveCommand(options, environmentOf(fixture.folders))).rejects.toMatchObject({
        name: 'StartError',
        message: expect.stringMatching(message),
      });
      expect(await read('knowledge/approvals.json')).toBe(before);
    },
    patience,
  );

  it(
    'approve ends a refusal with exit code 1 and the reason alone, and approves nothing',
    async () => {
      await fixture.write(article, changed);
      const before = await read('knowledge/approvals.json');
      const { status, stdout, stderr } = run('approve', 'nothing', '--by', '佐藤');
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(/^「nothing」という記事や文言はありません。[^\n]*\n$/);
      expect(await read('knowledge/approvals.json')).toBe(before);
    },
    patience,
  );

  it(
    'check prints every finding as file:line: message, fails on errors and sums up on stderr',
    async () => {
      await fixture.write(article, `${changed}\n# 見出し\n`);
      const { status, stdout, stderr } = run('check');
      expect(status).toBe(1);
      for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^[^:]+:\d+: ./);
      expect(stdout).toContain(`${article}:18: 見出しは使えません`);
      expect(stderr).toMatch(/^\d+個のファイルを調べました。エラー \d+件、注意 \d+件。\n$/);
    },
    patience,
  );

  it(
    'check says which folder is missing',
    async () => {
      const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/check.ts'], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, MADOGUCHI_KNOWLEDGE: 'no-such-folder' },
      });
      expect(status).toBe(1);
      expect(stderr).toMatch(/^Cannot read the folder no-such-folder: ENOENT\n$/);
    },
    patience,
  );
});
