import { readSources } from '../../bot/knowledge/sources.ts';
import { articlesCsv } from '../../bot/workshop/articles-csv.ts';
import { readArticlesCsv } from '../../bot/workshop/read-articles-csv.ts';
import { throughShiftJis } from '../../bot/workshop/shift-jis.ts';
import { filesOf, minimalTexts } from '../knowledge/fixture.ts';
import { inShiftJis } from './in-shift-jis.ts';

const path = 'knowledge/articles/payslip-publish.md';
const original = (minimalTexts[path] ?? '').replace(
  '**給与明細**を',
  '**給与明細**（¥0プラン、1〜3月、鷗）を',
);
const { articles } = readSources(filesOf({ ...minimalTexts, [path]: original })).sources;

const encoder = new TextEncoder();
const exported = articlesCsv(articles.values());
const read = (text: string) => readArticlesCsv(encoder.encode(text), articles).articles;

describe('articles in a spreadsheet', () => {
  test('that nobody changed become no drafts', () => {
    expect(read(exported)).toEqual([]);
  });

  test('stand in a row each for every program: a cell of several lines is quoted', () => {
    expect(exported).toContain(
      '"給与明細の公開方法を教えてください\n明細を従業員に見せたい\n給料明細を公開したい"',
    );
  });

  test('become a draft with what was changed: quotes, commas and line ends of Windows included', () => {
    const edited = exported
      .replace('給与明細を公開するには、どうすればよいですか？', '"「給与」, ""明細"" の公開"')
      .replaceAll('\n', '\r\n')
      .replaceAll('\r\r\n', '\r\n');
    const [draft, ...others] = read(edited);
    expect(others).toEqual([]);
    expect(draft).toMatchObject({ id: 'payslip-publish', path });
    expect(draft?.text).toContain('「給与」, "明細" の公開');
    expect(draft?.text).not.toContain('\r');
  });

  test('keep what a column that was taken out would have said', () => {
    const short = 'ID,タイトル,分類,聞き方,本文\npayslip-publish,題,payslips,"甲\n乙\n丙",本文です。\n';
    expect(read(short)[0]?.text).toContain('tags:\n  - 給与明細\n  - 公開\n');
  });

  test('saved in Shift_JIS become drafts only where something was changed, whatever it cannot write', () => {
    expect(throughShiftJis('¥0プラン、1〜3月、鷗')).toBe('\\0プラン、1～3月、?');
    expect(readArticlesCsv(inShiftJis(exported), articles)).toEqual({ articles: [], lost: [] });
    const edited = exported.replace('明細を従業員に見せたい', '明細を社員に見せたい');
    const { articles: drafts, lost } = readArticlesCsv(inShiftJis(edited), articles);
    expect(drafts[0]?.text).toContain('明細を社員に見せたい');
    // The lines that nobody touched are as they were.
    expect(drafts[0]?.text).toContain('（¥0プラン、1〜3月、鷗）');
    expect(lost).toEqual([]);
  });

  test('tell which lines lost characters in Shift_JIS, and get back in them what can be told', () => {
    const edited = exported
      .replace('鷗）を開きます', '鷗）を選びます')
      .replace('明細を従業員に見せたい', '明細を😀見せたい');
    const { articles: drafts, lost } = readArticlesCsv(inShiftJis(edited), articles);
    expect(drafts[0]?.text).toContain('（¥0プラン、1〜3月、?）を選びます');
    expect(lost).toEqual([
      { id: 'payslip-publish', heading: '聞き方', line: expect.stringContaining('見せたい') },
      { id: 'payslip-publish', heading: '本文', line: expect.stringContaining('1〜3月、?）を選びます') },
    ]);
  });

  test('with a question mark of their own are no loss', () => {
    const edited = exported.replace('明細を従業員に見せたい', '明細を見せられますか?');
    expect(readArticlesCsv(inShiftJis(edited), articles).lost).toEqual([]);
  });

  test('whose dates a spreadsheet wrote in its own way become no drafts', () => {
    const text = original.replace('verifiedOn: null', 'verifiedOn: 2026-11-02\nreviewBy: 2027-01-15');
    const dated = readSources(filesOf({ ...minimalTexts, [path]: text })).sources.articles;
    const excel = articlesCsv(dated.values())
      .replace('2026-11-02', '2026/11/2')
      .replace('2027-01-15', '2027/1/15');
    expect(readArticlesCsv(encoder.encode(excel), dated).articles).toEqual([]);
  });

  test('are text for who opens them, and no formula; and come back as they were', () => {
    const formula = readSources(
      filesOf({
        ...minimalTexts,
        [path]: original.replace('給与明細を公開するには、どうすればよいですか？', '"=1+1"'),
      }),
    ).sources.articles;
    const text = articlesCsv(formula.values());
    expect(text).toContain("payslip-publish,'=1+1,");
    expect(readArticlesCsv(encoder.encode(text), formula).articles).toEqual([]);
  });

  test.each([
    ['nothing', '', /見出し「ID」/],
    ['another table', '何か,別の表\n1,2\n', /見出し「ID」/],
    ['a quote that never closes', `${exported}"`, /引用符/],
    ['a head alone', exported.slice(0, exported.indexOf('\n') + 1), /記事の行がありません/],
    ['an id twice', `${exported}${exported.slice(exported.indexOf('\n') + 1)}`, /前の行にもあります/],
    [
      'an id that is none',
      exported.replace('payslip-publish', '../../etc'),
      /1件目の記事の「ID」が正しくありません/,
    ],
  ])('of %s are refused with what to do', (_what, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  test('in neither UTF-8 nor Shift_JIS are refused with what to do', () => {
    expect(() => readArticlesCsv(Uint8Array.of(0x49, 0x44, 0xfd, 0xff, 0xa0), articles)).toThrow(
      /文字コード/,
    );
  });
});
