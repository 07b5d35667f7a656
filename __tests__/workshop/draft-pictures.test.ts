import { access, readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { SettableClock } from '../../bot/clock.ts';
import { sha256 } from '../../bot/knowledge/approved-text.ts';
import { placeOnDisk, readKnowledgeFiles } from '../../bot/knowledge/knowledge-files.ts';
import { loadKnowledge } from '../../bot/knowledge/load.ts';
import { articlesCsv } from '../../bot/workshop/articles-csv.ts';
import { readArticlesCsv } from '../../bot/workshop/read-articles-csv.ts';
import { Workbench } from '../../bot/workshop/drafts/workbench.ts';
import { diagram } from '../knowledge/diagram.ts';
import { makeKnowledge, minimalTexts, type KnowledgeFixture } from '../knowledge/fixture.ts';

const path = 'knowledge/articles/payslip-publish.md';
const otherPath = 'knowledge/articles/payslip-items.md';
const original = minimalTexts[path] ?? '';
const other = original
  .replace('公開するには', '見るには')
  .replaceAll(/ {2}- .*\n/g, (line) => line.replace('- ', '- 別の'));
const sato = { id: 'sato', name: '佐藤' };
const naming = (text: string, name: string): string => `${text}\n![公開のボタンの場所](pictures/${name})\n`;

let fixture: KnowledgeFixture;
let bench: Workbench;
let green: Buffer;
let red: Buffer;

beforeAll(async () => {
  [green, red] = await Promise.all([diagram(), diagram('png', { colour: '#c02020' })]);
});
beforeEach(async () => {
  fixture = await makeKnowledge({ [otherPath]: other });
  const clock = new SettableClock();
  clock.set(new Date());
  bench = new Workbench({ folders: fixture.folders, clock, approvedByAnother: false });
});
afterEach(() => fixture.dispose());

const load = async () => loadKnowledge(await readKnowledgeFiles(fixture.folders));
const served = async () => (await load()).knowledge?.articles.get('payslip-publish');
const filed = (file: string): Promise<Buffer> => readFile(placeOnDisk(fixture.folders, file));
const isThere = (file: string): Promise<boolean> =>
  access(placeOnDisk(fixture.folders, file)).then(
    () => true,
    () => false,
  );
const save = async (text: string, page = path) => {
  const { fingerprint } = await bench.open(page);
  return bench.save({ path: page, text, fingerprint }, sato);
};
/** Publishes the article with a picture of these bytes; answers its name. */
const publishWith = async (bytes: Buffer): Promise<string> => {
  const name = await bench.addPicture(path, bytes);
  const { fingerprint } = await save(naming(original, name));
  await bench.publish(path, fingerprint, sato);
  return name;
};

describe('a picture of a draft', () => {
  test('is a file that the desk does not read, named after its page and its content', async () => {
    const name = await bench.addPicture(path, green);
    expect(name).toBe(`payslip-publish-${sha256(green).slice(0, 8)}.png`);
    expect(await filed(`knowledge/drafts/pictures/${name}`)).toEqual(green);
    await save(naming(original, name));
    expect((await load()).knowledge?.pictures.size).toBe(0);
    expect((await load()).findings).toEqual([]);
  });

  test('is seen in the review of the text that names it, and by editors under its content’s name', async () => {
    const name = await bench.addPicture(path, green);
    const { blocks, findings } = await bench.review({ path, text: naming(original, name) });
    expect(blocks).toContainEqual(
      expect.objectContaining({ type: 'picture', src: `/pictures/${sha256(green)}.png`, width: 60 }),
    );
    expect(findings).toEqual([]);
    expect((await bench.picture(`${sha256(green)}.png`))?.bytes).toEqual(new Uint8Array(green));
    expect(await bench.picture(`${sha256(red)}.png`)).toBeNull();
  });

  test('is found however its description is written', async () => {
    const name = await bench.addPicture(path, green);
    const text = `${original}\n![右上の[公開]ボタン](pictures/${name})\n`;
    const { blocks, findings } = await bench.review({ path, text });
    expect(findings).toEqual([]);
    expect(blocks.at(-1)).toMatchObject({ type: 'picture', alt: '右上の[公開]ボタン' });
  });

  test('that a text names and nobody has is a finding at its line, and the text cannot be published', async () => {
    const text = naming(original, 'gone.png');
    expect((await bench.review({ path, text })).findings).toEqual([
      expect.objectContaining({ file: path, line: 18, severity: 'error' }),
    ]);
    const { fingerprint } = await save(text);
    await expect(bench.publish(path, fingerprint, sato)).rejects.toMatchObject({ code: 'draft-has-errors' });
  });

  test('of another draft is no business of this one', async () => {
    await bench.addPicture(otherPath, red);
    expect((await bench.review({ path, text: original })).findings).toEqual([]);
  });

  test('is published with its text, and is then no draft any more', async () => {
    const name = await publishWith(green);
    expect(await filed(`knowledge/pictures/${name}`)).toEqual(green);
    expect(await isThere(`knowledge/drafts/pictures/${name}`)).toBe(false);
    expect((await served())?.blocks).toContainEqual(
      expect.objectContaining({ type: 'picture', src: `/pictures/${sha256(green)}.png` }),
    );
    expect((await bench.open(path)).history[0]).toMatchObject({
      version: 2,
      pictures: { [name]: `${sha256(green)}.png` },
    });
  });

  test('goes with a draft that is thrown away, unless another draft names it', async () => {
    const name = await bench.addPicture(path, green);
    await save(naming(other, name), otherPath);
    const { fingerprint } = await save(naming(original, name));
    await bench.discard(path, fingerprint);
    expect(await isThere(`knowledge/drafts/pictures/${name}`)).toBe(true);
    await bench.discard(otherPath, (await bench.open(otherPath)).fingerprint);
    expect(await isThere(`knowledge/drafts/pictures/${name}`)).toBe(false);
  });

  test('that no draft names goes after a week, and one that somebody may still be writing about stays', async () => {
    const [old, fresh] = [await bench.addPicture(path, green), await bench.addPicture(otherPath, green)];
    const weekAgo = new Date(Date.now() - 8 * 24 * 60 * 60_000);
    await utimes(placeOnDisk(fixture.folders, `knowledge/drafts/pictures/${old}`), weekAgo, weekAgo);
    const name = await bench.addPicture(path, red);
    const left = await readdir(join(fixture.folders.knowledge, 'drafts/pictures'));
    expect(left.toSorted()).toEqual([fresh, name].toSorted());
  });

  test('leaves the folder with the last text that names it, and nobody is asked to see to it', async () => {
    const name = await publishWith(green);
    await save(naming(other, name), otherPath);
    const first = await save(original);
    expect((await bench.review({ path, text: original })).findings).toEqual([]);
    await bench.publish(path, first.fingerprint, sato);
    expect(await isThere(`knowledge/pictures/${name}`)).toBe(true);
    await bench.publish(otherPath, (await bench.open(otherPath)).fingerprint, sato);
    await bench.publish(otherPath, (await save(other, otherPath)).fingerprint, sato);
    expect(await isThere(`knowledge/pictures/${name}`)).toBe(false);
    expect((await load()).knowledge?.pictures.size).toBe(1);
  });

  test('comes back with the version that showed it, when its file is gone', async () => {
    const name = await publishWith(green);
    const { fingerprint } = await save(original);
    await bench.publish(path, fingerprint, sato);
    expect(await isThere(`knowledge/pictures/${name}`)).toBe(false);
    const restored = await bench.restore(path, 2, sato);
    expect(restored.text).toContain(`(pictures/${name})`);
    expect(await filed(`knowledge/drafts/pictures/${name}`)).toEqual(green);
    await bench.publish(path, restored.fingerprint, sato);
    expect(await filed(`knowledge/pictures/${name}`)).toEqual(green);
  });

  test('comes back as it was, when another one has taken its name since', async () => {
    const name = await publishWith(green);
    await fixture.write(`knowledge/pictures/${name}`, red);
    await fixture.approveAll();
    const restored = await bench.restore(path, 2, sato);
    await bench.publish(path, restored.fingerprint, sato);
    expect(await filed(`knowledge/pictures/${name}`)).toEqual(green);
    expect((await served())?.version).toBe(4);
  });

  test('stays where it is in the text through a spreadsheet', async () => {
    const name = await publishWith(green);
    const { articles } = (await load()).sources;
    const csv = articlesCsv(articles.values()).replace(
      '給与明細を公開するには',
      '給与明細を公開したいときは',
    );
    const [changed, ...others] = readArticlesCsv(new TextEncoder().encode(csv), articles).articles;
    expect(others).toEqual([]);
    expect(changed?.text).toContain(`\n\n![公開のボタンの場所](pictures/${name})\n`);
  });
});
