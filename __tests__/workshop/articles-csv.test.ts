import { readSources } from '../../bot/knowledge/sources.ts';
import { articlesCsv, readArticlesCsv } from '../../bot/workshop/articles-csv.ts';
import { throughShiftJis } from '../../bot/workshop/shift-jis.ts';
import { filesOf, minimalTexts } from '../knowledge/fixture.ts';

const path = 'knowledge/articles/payslip-publish.md';
const original = (minimalTexts[path] ?? '').replace(
  '**給与明細**を',
  '**給与明細**（¥0プラン、1〜3月、鷗）を',
);
const { articles } = readSources(filesOf({ ...minimalTexts, [path]: original })).sources;

const encoder = new TextEncoder();
const exported = articlesCsv(articles.values());
const read = (text: string) => readArticlesCsv(encoder.encode(text), articles);

/** As a spreadsheet in Japan saves it; what it cannot write is lost. */
const inShiftJis = (text: string): Uint8Array => {
  const decoder = new TextDecoder('shift_jis');
  const codes = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfc; lead += 1)
    for (let trail = 0x40; trail <= 0xfc; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (!codes.has(character)) codes.set(character, [lead, trail]);
    }
  const kept = throughShiftJis(text.replace('\ufeff', ''));
  return Uint8Array.from([...kept].flatMap((each) => codes.get(each) ?? [each.charCodeAt(0)]));
};

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

  test('saved in Shift_JIS become drafts only where something was changed, whatever it cannot write', () => {
    expect(throughShiftJis('¥0プラン、1〜3月、鷗')).toBe('\\0プラン、1～3月、?');
    expect(readArticlesCsv(inShiftJis(exported), articles)).toEqual([]);
    const edited = exported.replace('明細を従業員に見せたい', '明細を社員に見せたい');
    const [draft] = readArticlesCsv(inShiftJis(edited), articles);
    expect(draft?.text).toContain('明細を社員に見せたい');
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
    expect(readArticlesCsv(encoder.encode(text), formula)).toEqual([]);
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
});
