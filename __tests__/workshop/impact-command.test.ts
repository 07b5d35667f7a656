import { execFileSync, spawnSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { append, type Conversation } from '../../bot/domain/conversation.ts';
import { conversationFile } from '../../bot/store/lowdb/layout.ts';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import { openPostgresStores } from '../../bot/store/postgres/open.ts';
import type { Stores } from '../../bot/store/port.ts';
import { impactCommand } from '../../scripts/impact/command.ts';
import { makeKnowledge, minimalTexts, type KnowledgeFixture } from '../knowledge/fixture.ts';
import { startPostgres } from '../store/postgres-server.ts';
import { idOf, newConversation } from '../store/synthetic.ts';

const article = 'knowledge/articles/payslip-publish.md';
const original = minimalTexts[article] ?? '';

let fixture: KnowledgeFixture;
let root: string;
const git = (...args: string[]): string =>
  execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    encoding: 'utf8',
  });
const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  MADOGUCHI_KNOWLEDGE: fixture.folders.knowledge,
  MADOGUCHI_INTENTS: fixture.folders.intents,
  ...more,
});
const run = async (args: string[], more?: NodeJS.ProcessEnv): Promise<{ out: string; warned: string[] }> => {
  const warned: string[] = [];
  const warn = (line: string): void => void warned.push(line);
  return { out: await impactCommand({ args, env: environment(more), warn }), warned };
};

const data = (): string => join(root, 'data');

beforeAll(async () => {
  fixture = await makeKnowledge({
    'knowledge/golden/articles/payslips.yaml': '- { q: 給与明細の公開方法, article: payslip-publish }\n',
  });
  root = dirname(fixture.folders.knowledge);
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'first');
  await fixture.write(article, original.replace('**「公開」**を押します', '**「公開する」**を押します'));
});
afterAll(() => fixture.dispose());

describe('npm run impact', () => {
  it('compares the working copy, as if it were approved, with the last commit, on golden and real questions', async () => {
    const file = join(root, 'asked.txt');
    await writeFile(file, '給与明細の公開方法を教えて\n給与明細の公開方法を教えて\n番号は123456789018です\n');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'scripts/impact.ts', '--questions', file],
      { encoding: 'utf8', env: environment() },
    );
    expect(stderr).toBe('');
    expect(stdout).toContain('3通りの質問（実際の質問 のべ3件を含む）で確かめました。');
    expect(stdout).toContain('文だけが変わる');
    expect(stdout).not.toContain('123456789018');
  });

  it('says that nothing changes against a folder with the same texts', async () => {
    git('stash', '--quiet');
    const { out } = await run(['--base', root]);
    git('stash', 'pop', '--quiet');
    expect(out).toContain('返事が変わる質問はありません。');
  });

  it.each([
    [
      'a base that is neither folder nor commit',
      ['--base', 'nowhere'],
      /^--base の「nowhere」は、フォルダーでもGitのコミットでもありません/,
    ],
    ['a base that looks like an option', ['--base=--output=x'], /フォルダーでもGitのコミットでもありません/],
    [
      'questions that are not there',
      ['--questions', 'missing.txt'],
      /^--questions の missing\.txt を読めません（ENOENT）/,
    ],
    ['an option that it does not know', ['--dayz', '3'], /; usage: npm run impact -- /],
    ['no number of days', ['--days', 'some'], /^--days の「some」は、1から365までの整数ではありません/],
    ['half a day', ['--days', '0.5'], /^--days の「0\.5」/],
    ['no day', ['--days', '0'], /^--days の「0」/],
    ['more days than a year', ['--days', '366'], /^--days の「366」/],
  ])('refuses %s and says what to do', async (_what, args, message) => {
    await expect(run(args)).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(message),
    });
  });

  it('names the lines to mend while the working copy does not load', async () => {
    await fixture.write(article, original.replace('group: payslips', 'group: [1]'));
    const running = run([]);
    await expect(running).rejects.toThrow(/knowledge\/articles\/payslip-publish\.md:3: /);
    await fixture.write(article, original);
  });
});

describe('npm run impact -- --days N', () => {
  const day = 24 * 60 * 60_000;
  const asks = (name: string, text: string, daysAgo: number): Conversation => {
    const at = new Date(Date.now() - daysAgo * day);
    return append(newConversation(name), at, [
      { type: 'customer-message', clientMessageId: name, text, masked: [], repliesUpTo: 2 },
      {
        type: 'bot-message',
        replyTo: 1,
        kind: 'fallback',
        wording: { id: 'fallback', version: 1 },
        blocks: [],
        articleId: null,
        topic: null,
        choices: [],
        quickReplies: [],
        reason: null,
      },
    ]);
  };
  const fill = async ({ conversations }: Stores): Promise<void> => {
    await conversations.create(asks('young', '明細をスマホで見せたい', 2));
    await conversations.create(asks('younger', '明細をスマホで見せたい', 1));
    await conversations.create(asks('old', '古い質問です', 40));
  };
  const lately = /^2通りの質問（実際の質問 のべ2件を含む）で確かめました。/m;

  it('asks what customers asked then, while the server has the data folder and goes on writing', async () => {
    const stores = await openLowdbStores({ folder: data(), report: () => {} });
    await fill(stores);
    const { out, warned } = await run(['--days', '30'], { MADOGUCHI_DATA: data() });
    await stores.conversations.close();
    expect(warned).toEqual([]);
    expect(out).toMatch(lately);
    expect(out).not.toContain('古い質問です');
    await rm(data(), { recursive: true });
  });

  it('says how many conversations it could not read, and goes on with the others', async () => {
    const stores = await openLowdbStores({ folder: data(), report: () => {} });
    await fill(stores);
    await stores.conversations.create(newConversation('damaged'));
    await stores.conversations.close();
    await writeFile(join(data(), conversationFile(idOf('damaged'))), '{"format":1,');
    const { out, warned } = await run(['--days', '30'], { MADOGUCHI_DATA: data() });
    expect(warned).toEqual(['読み取れない会話を除きました：1件']);
    expect(out).toMatch(lately);
    await rm(data(), { recursive: true });
  });

  it('asks the database where the server has one', async () => {
    const server = await startPostgres();
    const url = await server.newDatabase();
    const stores = await openPostgresStores({ url, report: () => {} });
    await fill(stores);
    const { out } = await run(['--days', '30'], { DATABASE_URL: url });
    await stores.conversations.close();
    await server.stop();
    expect(out).toMatch(lately);
  });

  it.each([
    ['a folder that is none', { MADOGUCHI_DATA: 'nowhere' }, /^nowhere is no data folder .* MADOGUCHI_DATA$/],
    ['a database that is no URL', { DATABASE_URL: 'secret' }, /^DATABASE_URL is no URL; write it as /],
    [
      'a database that is away',
      { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/none' },
      /^The database of DATABASE_URL cannot be used \(ECONNREFUSED\): .*; start the server/,
    ],
  ])('refuses %s, and says what to do without telling a password', async (_what, more, message) => {
    const running = run(['--days', '3'], more);
    await expect(running).rejects.toMatchObject({ message: expect.stringMatching(message) });
    await expect(running).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
  });
});
