import { formatFinding } from '../../bot/knowledge/finding.ts';
import { mostPictureBytes } from '../../bot/knowledge/picture-limits.ts';
import { readSources } from '../../bot/knowledge/sources.ts';
import type { Rule } from '../../bot/workshop/check/rule.ts';
import { largePictures } from '../../bot/workshop/check/rules/large-pictures.ts';
import { pictureDescriptions } from '../../bot/workshop/check/rules/picture-descriptions.ts';
import { pictureMetadata } from '../../bot/workshop/check/rules/picture-metadata.ts';
import { pictureNames } from '../../bot/workshop/check/rules/picture-names.ts';
import { pictureTypes } from '../../bot/workshop/check/rules/picture-types.ts';
import { plainStyle } from '../../bot/workshop/check/rules/plain-style.ts';
import { rules } from '../../bot/workshop/check/rules.ts';
import { unusedPictures } from '../../bot/workshop/check/rules/unused-pictures.ts';
import { photograph } from '../service/pictures.ts';
import { diagram, noise } from './diagram.ts';
import { filesOf, minimalTexts } from './fixture.ts';

const article = 'knowledge/articles/payslip-publish.md';
/** The body begins on line 13; the picture stands on line 15. */
const articleWith = (picture: string): string => {
  const original = minimalTexts[article] ?? '';
  return `${original.slice(0, original.indexOf('1. '))}画面です。\n\n${picture}\n`;
};
const named = (alt: string, name = 'publish.png'): string => `![${alt}](pictures/${name})`;

const inputOf = (pictures: Record<string, Uint8Array>, text?: string) => {
  const texts = { ...minimalTexts, ...(text === undefined ? {} : { [article]: articleWith(text) }) };
  const files = Object.entries(pictures).map(([name, bytes]): [string, Uint8Array] => [
    `knowledge/pictures/${name}`,
    bytes,
  ]);
  const { sources, findings } = readSources(new Map([...filesOf(texts), ...files]));
  expect(findings).toEqual([]);
  const golden = { articles: [], refusals: [], inScope: [], offTopic: [], findings: [] };
  return { sources, golden, today: '2026-11-24' };
};
const run = (rule: Rule, pictures: Record<string, Uint8Array>, text?: string): string[] =>
  rule(inputOf(pictures, text)).map(formatFinding);

let small: Buffer;
beforeAll(async () => {
  small = await diagram();
});

describe('check looks at pictures and', () => {
  it.each([
    '',
    '画像',
    '図1',
    'スクリーンショット',
    'スクショ 2',
    'Screenshot_20261124',
    'publish.png',
    'publish',
    'IMG_0001.jpg',
  ])('asks for a description that says something instead of 「%s」', (alt) => {
    expect(run(pictureDescriptions, { 'publish.png': small }, named(alt))).toEqual([
      expect.stringMatching(/^knowledge\/articles\/payslip-publish\.md:15: .*何が写っているか/),
    ]);
  });

  it('asks for one of a picture in a step, too', () => {
    const step = `1. 開きます。\n   ${named('画像')}`;
    expect(run(pictureDescriptions, { 'publish.png': small }, step)).toEqual([
      expect.stringMatching(/\.md:16: 「画像」だけでは/),
    ]);
  });

  it('takes a description that begins with such a word', () => {
    expect(run(pictureDescriptions, { 'publish.png': small }, named('画面の右上にある［公開］'))).toEqual([]);
  });

  it('warns of a picture that no article uses', () => {
    expect(run(unusedPictures, { 'publish.png': small, 'old.png': small }, named('説明です'))).toEqual([
      expect.stringMatching(/^knowledge\/pictures\/old\.png:1: （注意）.*どの記事にも使われていません/),
    ]);
  });

  it('tells of a picture with too many bytes, and of one that is read only in part', async () => {
    const heavy = await noise(500, 400);
    expect(heavy.length).toBeGreaterThan(mostPictureBytes);
    expect(run(largePictures, { 'a.png': heavy })).toEqual([
      expect.stringMatching(/^knowledge\/pictures\/a\.png:1: .*上限は300KB.*［画像を入れる］/),
    ]);
    expect(run(largePictures, { 'a.png': Buffer.alloc(2 * 1024 * 1024 + 1) })).toEqual([
      expect.stringContaining('2MB以上'),
    ]);
  });

  it('tells of a picture that is too wide or too high', async () => {
    const [wide, high, right] = await Promise.all([
      diagram('png', { width: 2_001, height: 10 }),
      diagram('png', { width: 10, height: 2_001 }),
      diagram('png', { width: 2_000, height: 2_000 }),
    ]);
    expect(run(largePictures, { 'a.png': wide, 'b.png': high, 'c.png': right })).toEqual([
      expect.stringContaining('a.png:1: 画像の縦横が大きすぎます（2001×10ピクセル'),
      expect.stringContaining('b.png:1: 画像の縦横が大きすぎます（10×2001ピクセル'),
    ]);
  });

  it('tells of what is no picture, and of a name that says another kind than the content', async () => {
    const webp = await diagram('webp');
    const jpeg = await diagram('jpeg');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>');
    expect(run(pictureTypes, { 'a.png': webp, 'b.svg': svg, 'c.jpeg': jpeg, 'd.jpg': jpeg })).toEqual([
      expect.stringMatching(/a\.png:1: 中身はWebPですが、名前は「\.png」で終わっています.*「\.webp」/),
      expect.stringMatching(/b\.svg:1: .*どれでもないか、壊れています（SVGやGIFは使えません）/),
    ]);
  });

  it.each([
    '画面.png',
    'List.png',
    'a b.png',
    'a_b.png',
    'a.PNG',
    'a:1.png',
    'con.png',
    'lpt1.jpg',
    '-a.png',
  ])('tells of the name %s, which is not the same everywhere', (name) => {
    expect(run(pictureNames, { [name]: small })).toEqual([
      expect.stringContaining(`knowledge/pictures/${name}:1: ファイル名に使えない文字`),
    ]);
  });

  it('takes names of small letters, digits and hyphens', () => {
    expect(run(pictureNames, { 'invite-list-2.png': small, 'console.png': small, 'a.svg': small })).toEqual(
      [],
    );
  });

  it.each(['png', 'jpeg', 'webp'] as const)('tells of what a camera wrote into %s', async (format) => {
    expect(run(pictureMetadata, { 'a.png': await photograph(format), 'b.png': small })).toEqual([
      expect.stringMatching(
        /^knowledge\/pictures\/a\.png:1: .*撮影した場所、撮影した日時や機種.*［画像を入れる］/,
      ),
    ]);
  });

  it('finds nothing in an article with a good picture', async () => {
    const input = inputOf(
      { 'publish.png': small },
      `1. 開きます。\n   ${named('公開の設定')}\n\n${named('一覧の右上にある［公開］')}`,
    );
    const found = [...rules.flatMap((rule) => rule(input)), ...(await plainStyle(input))];
    const ofArticle = found.filter(
      ({ file, awaitsApproval }) => /payslip-publish|pictures/.test(file) && !awaitsApproval,
    );
    expect(ofArticle.map(formatFinding)).toEqual([]);
  });
});
