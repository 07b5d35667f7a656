import { z } from 'zod';
import { formatFinding } from '../../bot/knowledge/finding.ts';
import { readYaml } from '../../bot/knowledge/read-yaml.ts';

const schema = z.strictObject({
  title: z.string().min(1).max(10),
  tags: z.array(z.string()).optional(),
  on: z.iso.date().optional(),
  minutes: z.int().optional(),
  kind: z.enum(['a', 'b']).optional(),
  code: z.string().regex(/^x/, 'codeはxで始めてください').optional(),
});
const read = (text: string) => readYaml({ file: 'f.yaml', text, firstLine: 1 }, schema);
const told = (text: string): string[] => read(text).findings.map(formatFinding);

describe('reading YAML for editors', () => {
  it.each([
    ['a tab as indentation', 'tags:\n\t- 甲', /^f\.yaml:2: 字下げにタブは使えません/],
    ['a colon in a value', 'title: 給与: 明細', /^f\.yaml:1: 行の書き方.*引用符/],
    ['an item written twice', 'title: 甲\ntitle: 乙', /^f\.yaml:2: 同じ名前の項目が2回/],
    ['an open bracket', 'title: 甲\ntags: [乙', /^f\.yaml:2: /],
    [
      'a value that begins with @',
      'title: "甲"\ntags: [ "乙" ]\non: @x',
      /^f\.yaml:3: 値の始めに使えない記号/,
    ],
    ['a tag of one’s own', 'title: !!js/function x', /^f\.yaml:1: 値を「!」で始める/],
    ['a second document', 'title: 甲\n---\ntitle: 乙', /^f\.yaml:2: 「---」の行/],
    ['a full-width colon', 'title：甲', /^f\.yaml:1: このファイルは「名前: 値」の形/],
    ['a missing item', 'tags: [甲]', /^f\.yaml:1: 「title」がありません/],
    ['an empty item', 'tags: [甲]\ntitle:', /^f\.yaml:2: 「title」が空です/],
    ['empty words', 'title: ""', /^f\.yaml:1: 「title」が空です/],
    ['too many letters', 'title: 一二三四五六七八九十百', /^f\.yaml:1: 「title」が長すぎます。10文字/],
    [
      'a number among words',
      'title: 甲\ntags:\n  - 乙\n  - 36',
      /^f\.yaml:4: 「tags」の2番目の「36」は.*"36"/,
    ],
    ['words where a list belongs', 'title: 甲\ntags: 乙', /^f\.yaml:2: 「tags」は、「- 」で始まる行/],
    ['an impossible date', 'title: 甲\non: 2026-02-30', /^f\.yaml:2: 「on」は、実在する日付/],
    ['words where a number belongs', 'title: 甲\nminutes: 十分', /^f\.yaml:2: 「minutes」は半角の数字/],
    ['an unknown choice', 'title: 甲\nkind: c', /^f\.yaml:2: 「kind」には「a」「b」のどれか/],
    ['an unknown item', 'title: 甲\ntilte: 乙', /^f\.yaml:2: 「tilte」という項目はありません/],
    [
      'a prototype as an item',
      'title: 甲\n__proto__: { polluted: 1 }',
      /^f\.yaml:2: 「__proto__」という項目はありません/,
    ],
    ['what the schema words itself', 'title: 甲\ncode: y', /^f\.yaml:2: codeはxで始めてください$/],
  ])('tells of %s at its line', (_what, text, line) => {
    expect(told(text)[0]).toMatch(line);
    expect(read(text).value).toBeNull();
  });

  it('counts lines from where the text begins in its file', () => {
    const { findings, lineOf } = readYaml({ file: 'f.md', text: 'tags: []\nx: 1', firstLine: 2 }, schema);
    expect(findings.map(({ line }) => line)).toEqual([2, 3]);
    expect(lineOf(['tags'])).toBe(2);
  });

  it('refuses aliases, so that no chain of them can grow', () => {
    const bomb = ['title: 甲', 'a: &a [x, x]', 'b: &b [*a, *a]', 'c: [*b, *b]'].join('\n');
    expect(told(bomb)).toEqual([
      expect.stringMatching(/^f\.yaml:3: 値を「\*」や「&」で始める/),
      expect.stringMatching(/^f\.yaml:4: 値を「\*」や「&」で始める/),
    ]);
  });

  it('survives brackets nested without end', () => {
    expect(told(`title: ${'['.repeat(50_000)}`)).toHaveLength(1);
  });

  it('tells thousands of mistakes each at its line, and reads the file but once more for all of them', () => {
    const items = Array.from({ length: 12_000 }, (_, at) => `item${at}: 1`).join('\n');
    const { findings } = readYaml({ file: 'f', text: items, firstLine: 1 }, z.record(z.string(), z.string()));
    expect(findings.map(({ line }) => line)).toEqual(Array.from({ length: 12_000 }, (_, at) => at + 1));
  });

  it('does not change what objects inherit', () => {
    readYaml(
      { file: 'f', text: '__proto__: { polluted: yes }', firstLine: 1 },
      z.record(z.string(), z.json()),
    );
    expect('polluted' in {}).toBe(false);
  });

  it('tells several mistakes at once', () => {
    expect(told('tags: 甲\nminutes: 乙')).toHaveLength(3);
  });
});
