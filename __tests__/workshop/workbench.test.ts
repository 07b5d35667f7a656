import { mkdir, readFile } from 'node:fs/promises';
import { SettableClock } from '../../bot/clock.ts';
import { placeOnDisk, readKnowledgeFiles } from '../../bot/knowledge/knowledge-files.ts';
import { loadKnowledge } from '../../bot/knowledge/load.ts';
import { Workbench } from '../../bot/workshop/drafts/workbench.ts';
import { makeKnowledge, minimalTexts, type KnowledgeFixture } from '../knowledge/fixture.ts';

const path = 'knowledge/articles/payslip-publish.md';
const newPath = 'knowledge/articles/payslip-items.md';
const original = minimalTexts[path] ?? '';
const changed = original.replace('**「公開」**を押します', '**「公開する」**を押します');
const sato = { id: 'sato', name: '佐藤' };
const suzuki = { id: 'suzuki', name: '鈴木' };

let fixture: KnowledgeFixture;
let bench: Workbench;
const benchWith = (approvedByAnother: boolean): Workbench => {
  const clock = new SettableClock();
  clock.set(new Date('2026-11-24T11:00:00+09:00'));
  return new Workbench({ folders: fixture.folders, clock, approvedByAnother });
};

beforeEach(async () => {
  fixture = await makeKnowledge();
  bench = benchWith(false);
});
afterEach(() => fixture.dispose());

/** What a customer would be answered. */
const served = async () => {
  const { knowledge } = loadKnowledge(await readKnowledgeFiles(fixture.folders));
  return knowledge?.articles.get('payslip-publish') ?? null;
};
const filed = (file = path): Promise<string> => readFile(placeOnDisk(fixture.folders, file), 'utf8');
const saved = async (text = changed, by = sato) => {
  const { fingerprint } = await bench.open(path);
  return bench.save({ path, text, fingerprint }, by);
};

describe('a draft', () => {
  test('is a file that nobody is served: neither its words nor its ways to ask', async () => {
    const before = await served();
    await saved(changed.replace('  - 給料明細を公開したい', '  - まったく別の聞き方'));
    expect(await served()).toEqual(before);
    expect(await filed()).toBe(original);
    expect(await filed('knowledge/drafts/articles/payslip-publish.md')).toContain('「公開する」');
  });

  test('that is longer than can be read again is refused, and nothing of what is saved goes', async () => {
    const { text } = await saved();
    await expect(saved(`${original}${'あ'.repeat(90_000)}`)).rejects.toMatchObject({
      code: 'text-too-large',
    });
    expect((await bench.open(path)).text).toBe(text);
  });

  test('tells who saved it and when', async () => {
    expect((await saved()).note).toEqual({
      by: 'sato',
      name: '佐藤',
      savedAt: expect.stringMatching(/^2026-11-24T02:00:/),
    });
  });

  test('is not overwritten by who did not see it: the second is told the name of the first', async () => {
    const { fingerprint } = await bench.open(path);
    await saved();
    await expect(bench.save({ path, text: original, fingerprint }, suzuki)).rejects.toMatchObject({
      code: 'text-changed',
      message: expect.stringContaining('佐藤'),
    });
    expect((await bench.open(path)).text).toBe(changed);
  });

  test('of two that are saved at once from the same text is only the first', async () => {
    const { fingerprint } = await bench.open(path);
    const results = await Promise.allSettled(
      [sato, suzuki].map((by) => bench.save({ path, text: `${changed}${by.name}です。\n`, fingerprint }, by)),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await bench.open(path)).text).toContain('佐藤です');
  });

  test('is noticed to be older when the file was changed with another editor meanwhile', async () => {
    const { fingerprint } = await bench.open(path);
    await fixture.write(path, `${original}\n追記です。\n`);
    await expect(bench.save({ path, text: changed, fingerprint }, sato)).rejects.toMatchObject({
      code: 'text-changed',
    });
  });

  test('is saved of a text whose file was deleted meanwhile, once its editor was told so', async () => {
    const { fingerprint } = await bench.open(path);
    await fixture.remove(path);
    await expect(bench.save({ path, text: changed, fingerprint }, sato)).rejects.toMatchObject({
      code: 'text-changed',
    });
    await expect(bench.open(path)).rejects.toMatchObject({ code: 'page-not-found' });
    expect(await bench.save({ path, text: changed, fingerprint: null }, sato)).toMatchObject({
      text: changed,
      filed: null,
    });
  });

  test('can be thrown away, and the file is what it was', async () => {
    const { fingerprint } = await saved();
    await bench.discard(path, fingerprint);
    expect(await bench.open(path)).toMatchObject({ text: original, note: null });
    await expect(bench.discard(path, fingerprint)).rejects.toMatchObject({ code: 'draft-not-found' });
  });

  test('may be broken as it likes: it is kept as it was written', async () => {
    const broken = '---\ntitle: [\n本文';
    expect((await saved(broken)).text).toBe(broken);
    expect((await bench.review({ path, text: broken })).findings).toContainEqual(
      expect.objectContaining({ file: path, severity: 'error' }),
    );
  });

  test('that cannot be read is told of its own lines alone, and not of all that then miss it', async () => {
    const pointer = `${minimalTexts['intents/out-of-scope/law.yaml']}pointsTo: [payslip-publish]\n`;
    await fixture.write('intents/out-of-scope/law.yaml', pointer);
    const { findings } = await bench.review({ path, text: `${changed}\n# 見出し\n` });
    expect(findings.map(({ file }) => file)).toEqual([path]);
  });

  test('written by hand into the folder is one, too', async () => {
    await fixture.write('knowledge/drafts/articles/payslip-publish.md', changed);
    expect(await bench.open(path)).toMatchObject({ text: changed, note: { by: null } });
    expect((await bench.drafts()).map((draft) => draft.path)).toEqual([path]);
  });
});

describe('publishing', () => {
  test('lets the draft be served, approved in the editor’s name, and leaves no draft', async () => {
    const { fingerprint } = await saved();
    const { note, history } = await bench.publish(path, fingerprint, suzuki);
    expect(note).toBeNull();
    expect(history.map(({ version, by }) => [version, by])).toEqual([
      [2, '鈴木'],
      [1, '試験'],
    ]);
    expect(await filed()).toBe(changed);
    expect(await served()).toMatchObject({ version: 2, text: expect.stringContaining('「公開する」') });
    expect(await bench.drafts()).toEqual([]);
  });

  test('makes an article of a new page', async () => {
    const text = original
      .replace('給与明細を公開するには', '給与明細の項目を増やすには')
      .replace('給与明細の公開方法を教えてください', '項目の増やし方')
      .replace('明細を従業員に見せたい', '項目を足したい')
      .replace('給料明細を公開したい', '支給項目を追加したい');
    const { fingerprint } = await bench.save({ path: newPath, text, fingerprint: null }, sato);
    const { history } = await bench.publish(newPath, fingerprint, sato);
    expect(history.map(({ version }) => version)).toEqual([1]);
  });

  test.each([
    ['does not load', changed.replace('group: payslips', 'group: [1]')],
    ['is impolite', changed.replace('押します', '押すこと。そうする')],
    ['asks for an Individual Number', `${changed}\nマイナンバーをお知らせください。\n`],
    ['has HTML in it', `${changed}\n<script>alert(1)</script>\n`],
    ['links where nothing may', `${changed}\n[ここ](javascript:alert(1))を押します。\n`],
  ])('refuses a draft that %s; the draft stays, and what is served', async (_what, text) => {
    const before = await served();
    const { fingerprint } = await saved(text);
    await expect(bench.publish(path, fingerprint, sato)).rejects.toMatchObject({
      code: 'draft-has-errors',
      details: { findings: expect.arrayContaining([expect.objectContaining({ file: path })]) },
    });
    expect((await bench.open(path)).text).toBe(text);
    expect(await served()).toEqual(before);
  });

  test('refuses another text than the one that was looked at', async () => {
    const { fingerprint } = await saved();
    await saved(`${changed}\n追記です。\n`, suzuki);
    await expect(bench.publish(path, fingerprint, sato)).rejects.toMatchObject({ code: 'text-changed' });
  });

  test('takes another person than the author, where that is asked for', async () => {
    bench = benchWith(true);
    const { fingerprint } = await saved();
    await expect(bench.publish(path, fingerprint, sato)).rejects.toMatchObject({ code: 'own-draft' });
    expect((await bench.publish(path, fingerprint, suzuki)).note).toBeNull();
  });

  test('that the disk refuses leaves the draft, and the words that are served', async () => {
    const before = await served();
    const { fingerprint } = await saved();
    await mkdir(placeOnDisk(fixture.folders, 'knowledge/approved/payslip-publish/2.md'));
    await expect(bench.publish(path, fingerprint, sato)).rejects.toMatchObject({
      code: expect.stringMatching(/^E/),
    });
    expect((await bench.drafts()).map((draft) => draft.path)).toEqual([path]);
    expect(await served()).toMatchObject({ version: 1, text: before?.text });
  });
});

describe('the history', () => {
  test('gives back what customers read in a version', async () => {
    const { fingerprint } = await saved();
    await bench.publish(path, fingerprint, sato);
    expect((await bench.version(path, 1)).body).toContain('「公開」');
    expect((await bench.version(path, 2)).body).toContain('「公開する」');
    await expect(bench.version(path, 3)).rejects.toMatchObject({ code: 'version-not-found' });
  });

  test('restores an earlier version as a draft, and keeps the ways to ask of today', async () => {
    const { fingerprint } = await saved(changed.replace('  - 給料明細を公開したい', '  - 今日の聞き方'));
    await bench.publish(path, fingerprint, sato);
    const { text, note } = await bench.restore(path, 1, suzuki);
    expect(text).toContain('「公開」');
    expect(text).toContain('今日の聞き方');
    expect(note?.by).toBe('suzuki');
    expect(await served()).toMatchObject({ version: 2 });
  });
});

test('a page that is not there cannot be opened', async () => {
  await expect(bench.open(newPath)).rejects.toMatchObject({ code: 'page-not-found' });
});

const latin = (text: string): Uint8Array => new TextEncoder().encode(text.replaceAll(/[^\n -~]/g, ''));

describe('a file that', () => {
  /** 「給与」 as Windows in Japan wrote it. */
  const shiftJis = Uint8Array.from([0x8b, 0x8b, 0x97, 0x5e]);

  test('is in Shift_JIS is shown as it reads, and is UTF-8 once it was saved and published', async () => {
    const [before = '', after = ''] = original.split('給与明細の公開方法');
    await fixture.write(path, Buffer.concat([latin(before), shiftJis, latin(after)]));
    const { text, fingerprint } = await bench.open(path);
    expect(text).toContain('給与');
    await bench.save({ path, text: changed, fingerprint }, sato);
    await bench.publish(path, (await bench.open(path)).fingerprint, sato);
    expect(await filed()).toBe(changed);
  });

  test.each<[string, () => Uint8Array]>([
    ['is too large to be shown to its end', () => new TextEncoder().encode(original + 'あ'.repeat(100_000))],
    ['is in neither', () => Uint8Array.from([0xff, 0xfe, 0x82])],
  ])('%s is not opened, since saving it would lose the rest', async (_what, bytes) => {
    await fixture.write(path, bytes());
    await expect(bench.open(path)).rejects.toMatchObject({ code: 'page-unreadable', status: 422 });
    const save = bench.save({ path, text: changed, fingerprint: null }, sato);
    await expect(save).rejects.toMatchObject({ code: 'page-unreadable' });
  });
});
