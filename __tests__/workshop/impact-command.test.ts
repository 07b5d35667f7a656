import { execFileSync, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeKnowledge, minimalTexts, type KnowledgeFixture } from '../knowledge/fixture.ts';

const article = 'knowledge/articles/payslip-publish.md';
const original = minimalTexts[article] ?? '';

describe('npm run impact', () => {
  let fixture: KnowledgeFixture;
  let root: string;
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      encoding: 'utf8',
    });
  const run = (...options: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'scripts/impact.ts', ...options], {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        MADOGUCHI_KNOWLEDGE: fixture.folders.knowledge,
        MADOGUCHI_INTENTS: fixture.folders.intents,
      },
    });

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

  it('compares the working copy, as if it were approved, with the last commit, on golden and real questions', async () => {
    const file = join(root, 'asked.txt');
    await writeFile(file, '給与明細の公開方法を教えて\n給与明細の公開方法を教えて\n番号は123456789018です\n');
    const { stdout, stderr } = run('--questions', file);
    expect(stderr).toBe('');
    expect(stdout).toContain('3通りの質問（実際の質問 のべ3件を含む）で確かめました。');
    expect(stdout).toContain('文だけが変わる');
    expect(stdout).not.toContain('123456789018');
  });

  it('says that nothing changes against a folder with the same texts', () => {
    git('stash', '--quiet');
    const { stdout } = run('--base', root);
    git('stash', 'pop', '--quiet');
    expect(stdout).toContain('返事が変わる質問はありません。');
  });

  it.each([
    [
      'a base that is neither folder nor commit',
      ['--base', 'nowhere'],
      /--base nowhere is neither a folder nor a commit/,
    ],
    ['a base that looks like an option', ['--base=--output=x'], /is neither a folder nor a commit/],
    [
      'questions that are not there',
      ['--questions', 'missing.txt'],
      /--questions missing\.txt cannot be read \(ENOENT\)/,
    ],
  ])('refuses %s in one line', (_what, options, message) => {
    const { status, stderr, stdout } = run(...options);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('names the lines to mend while the working copy does not load', async () => {
    await fixture.write(article, original.replace('group: payslips', 'group: [1]'));
    const { status, stderr } = run();
    await fixture.write(article, original);
    expect(status).toBe(1);
    expect(stderr).toMatch(/knowledge\/articles\/payslip-publish\.md:3: /);
  });
});
