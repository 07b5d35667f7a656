import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { blocksToText, blockSchema } from '../../bot/domain/blocks.ts';
import { planApproval } from '../../bot/knowledge/approve.ts';
import { sha256 } from '../../bot/knowledge/approved-text.ts';
import { errorsOf, formatFinding } from '../../bot/knowledge/finding.ts';
import { readKnowledgeFiles } from '../../bot/knowledge/knowledge-files.ts';
import { loadKnowledge, type LoadedKnowledge } from '../../bot/knowledge/load.ts';
import { damagedHistory } from '../../bot/workshop/check/rules/damaged-history.ts';
import { unapproved } from '../../bot/workshop/check/rules/unapproved.ts';
import { readGolden } from '../../bot/workshop/golden.ts';
import { diagram } from './diagram.ts';
import { makeKnowledge, minimalTexts, type KnowledgeFixture } from './fixture.ts';

const path = 'knowledge/articles/payslip-publish.md';
const picture = 'knowledge/pictures/publish.png';
const withPicture = `${minimalTexts[path]}
![公開のボタンの場所](pictures/publish.png)
`;

let fixture: KnowledgeFixture;
let green: Buffer;
let red: Buffer;

beforeAll(async () => {
  [green, red] = await Promise.all([diagram(), diagram('png', { colour: '#c02020', width: 90 })]);
});
beforeEach(async () => {
  fixture = await makeKnowledge();
  await fixture.write(picture, green);
  await fixture.write(path, withPicture);
});
afterEach(() => fixture.dispose());

const load = async (): Promise<LoadedKnowledge> => loadKnowledge(await readKnowledgeFiles(fixture.folders));
const served = async () => (await load()).knowledge?.articles.get('payslip-publish');
const shown = async () => (await served())?.blocks.filter(({ type }) => type === 'picture');
const errors = async (): Promise<string[]> => errorsOf((await load()).findings).map(formatFinding);
const checked = async (rule: typeof unapproved): Promise<string[]> => {
  const { sources } = await load();
  const golden = await readGolden(fixture.folders);
  return rule({ sources, golden, today: '2026-11-24' }).map(formatFinding);
};

describe('a picture of an article', () => {
  it('is shown to nobody before its article is approved', async () => {
    expect(await shown()).toEqual([]);
    expect((await load()).knowledge?.pictures.size).toBe(0);
  });

  it('is a block with its description, its size and an address that follows from its content', async () => {
    await fixture.approveAll();
    const src = `/pictures/${sha256(green)}.png`;
    expect(await shown()).toEqual([
      { type: 'picture', alt: '公開のボタンの場所', src, width: 60, height: 40 },
    ]);
    expect((await served())?.blocks.every((block) => blockSchema.safeParse(block).success)).toBe(true);
    expect((await load()).knowledge?.pictures.get(`${sha256(green)}.png`)).toMatchObject({
      mediaType: 'image/png',
    });
  });

  it('is its description where there is only text, and does not change how the article is found', async () => {
    const before = (await served())?.text;
    await fixture.approveAll();
    expect(blocksToText((await served())?.blocks ?? [])).toContain('\n\n〔図：公開のボタンの場所〕');
    expect((await served())?.text).toBe(before);
  });

  it('may stand below the words of a step', async () => {
    await fixture.write(
      path,
      withPicture.replace(
        '1. **給与明細**を開きます。',
        (step) => `${step}\n   ![給与明細の一覧](pictures/publish.png)`,
      ),
    );
    await fixture.approveAll();
    const steps = (await served())?.blocks[0];
    expect(steps).toMatchObject({ type: 'steps', pictures: [{ alt: '給与明細の一覧', width: 60 }, null] });
    expect(blocksToText(steps ? [steps] : [])).toBe(
      '1. 給与明細を開きます。〔図：給与明細の一覧〕\n2. 「公開」を押します。',
    );
  });

  it('that was changed leaves the article unapproved: the words and the picture of before go on', async () => {
    await fixture.approveAll();
    const before = await served();
    await fixture.write(picture, red);
    expect(await served()).toEqual(before);
    expect((await load()).knowledge?.pictures.has(`${sha256(red)}.png`)).toBe(false);
    expect(await checked(unapproved)).toEqual([
      expect.stringMatching(
        /^knowledge\/articles\/payslip-publish\.md:2: 画像が、承認した後に変わっています/,
      ),
    ]);
  });

  it('is approved anew with the next version, and the one of before is kept for the conversations that show it', async () => {
    await fixture.approveAll();
    await fixture.write(picture, red);
    await fixture.approveAll();
    expect(await served()).toMatchObject({ version: 3 });
    expect(await shown()).toEqual([expect.objectContaining({ width: 90 })]);
    const kept = [green, red].map((bytes) => `${sha256(bytes)}.png`).toSorted();
    expect((await readdir(join(fixture.folders.knowledge, 'approved/pictures'))).toSorted()).toEqual(kept);
    expect([...((await load()).knowledge?.pictures.keys() ?? [])].toSorted()).toEqual(kept);
  });

  it('is approved once: approving again changes nothing', async () => {
    await fixture.approveAll();
    const plan = planApproval(await load(), { ids: ['payslip-publish'], by: '試験', at: new Date() });
    expect(plan).toMatchObject({ changes: [], unchanged: ['payslip-publish'] });
  });

  it('leaves approvals of articles without pictures as they were written before there were any', async () => {
    const { approvals } = (await load()).sources;
    expect(Object.values(approvals).every((approval) => !('pictures' in approval))).toBe(true);
  });

  it('that is missing is an error at the line that names it, and nothing of it can be approved', async () => {
    await fixture.remove(picture);
    expect(await errors()).toEqual([
      expect.stringMatching(
        /^knowledge\/articles\/payslip-publish\.md:18: 画像「publish\.png」が .*ありません/,
      ),
    ]);
    await expect(fixture.approveAll()).rejects.toThrow('承認しませんでした');
  });

  it('that cannot be read, or is another kind of file, is an error as well', async () => {
    await fixture.write(picture, '<svg xmlns="http://www.w3.org/2000/svg"></svg>');
    expect(await errors()).toEqual([expect.stringMatching(/\.md:18: 画像「publish\.png」を読み取れません/)]);
    await fixture.write(picture, Buffer.concat([green, Buffer.alloc(3 * 1024 * 1024)]));
    expect(await errors()).toEqual([expect.stringMatching(/2MBを超えています/)]);
  });

  it('belongs into an article: in a wording it is an error', async () => {
    await fixture.write(
      'knowledge/wording/fallback/fallback.md',
      '---\ntitle: 題\n---\n文です。\n\n![説明](pictures/publish.png)\n',
    );
    expect(await errors()).toEqual([
      expect.stringMatching(/^knowledge\/wording\/fallback\/fallback\.md:6: 文言には画像を/),
    ]);
  });

  it('whose approved bytes were changed or are gone is noticed, in every version', async () => {
    await fixture.approveAll();
    const kept = `knowledge/approved/pictures/${sha256(green)}.png`;
    await fixture.write(picture, red);
    await fixture.approveAll();
    await fixture.write(kept, red);
    expect(await checked(damagedHistory)).toEqual([expect.stringContaining(`${kept}:1: 承認の記録と`)]);
    expect(await errors()).toEqual([]);
    await fixture.remove(kept);
    expect(await checked(damagedHistory)).toEqual([
      expect.stringContaining(`${kept}:1: （注意）前に承認した版`),
    ]);
    expect((await load()).knowledge?.pictures.has(`${sha256(green)}.png`)).toBe(false);
    await fixture.remove(`knowledge/approved/pictures/${sha256(red)}.png`);
    expect(await errors()).toEqual([expect.stringContaining(`${sha256(red)}.png:1: 承認の記録と`)]);
  });
});
