import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { stringify as toYaml } from 'yaml';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { idSchema } from '../knowledge/article-schema.ts';
import type { ArticleSource } from '../knowledge/sources.ts';
import type { PageText } from './drafts/with-drafts.ts';
import { throughShiftJis } from './shift-jis.ts';

/** Headings of the file in their order, and what each is in an article. */
const headings = {
  id: 'ID',
  title: 'タイトル',
  group: '分類',
  questions: '聞き方',
  tags: 'タグ',
  related: '関連する記事',
  source: '出典',
  verifiedOn: '確認した日',
  reviewBy: '見直す日',
  body: '本文',
} as const;
type Key = keyof typeof headings;
const keys = Object.keys(headings).filter((key): key is Key => key in headings);

/**
 * A cell that begins like a formula would be calculated by who opens the file; with an apostrophe it is text
 * (OWASP, "CSV Injection"). It is taken off again when the file comes back.
 */
const formulaLike = /^[=+\-@\t\r]/;
const guarded = (cell: string): string => (formulaLike.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string): string =>
  cell.startsWith("'") && formulaLike.test(cell.slice(1)) ? cell.slice(1) : cell;

/** All articles as a file that Excel opens and that comes back by `readArticlesCsv`. Lists take a line each in a cell. */
export const articlesCsv = (articles: Iterable<ArticleSource>): string =>
  stringify(
    [
      keys.map((key) => headings[key]),
      ...[...articles].map((article) => keys.map((key) => guarded(cellOf(article, key)))),
    ],
    // Of itself it quotes CR LF alone; a spreadsheet ends the row at a bare LF, too.
    { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );

const cellOf = ({ id, front, body }: ArticleSource, key: Key): string => {
  if (key === 'id') return id;
  if (key === 'body') return body;
  const value = front[key];
  return Array.isArray(value) ? value.join('\n') : (value ?? '');
};

/** What came of a file: texts to be saved as drafts. */
export interface ImportedArticle extends PageText {
  id: string;
}

/**
 * Reads a file of articles, in UTF-8 or, as Excel writes it in Japan, in Shift_JIS. Those that are as they are
 * at present are left out; in Shift_JIS also those that lost nothing but what it cannot write, such as ¥.
 * @throws AppError 422 `csv-has-errors` with what is wrong and on which line; then nothing is imported.
 */
export const readArticlesCsv = (
  bytes: Uint8Array,
  present: ReadonlyMap<string, ArticleSource>,
): ImportedArticle[] => {
  const { text: decodedText, kept } = decode(bytes);
  const records = recordsOf(decodedText);
  const [head, ...rows] = records;
  const places = placesOf(head ?? []);
  if (rows.length === 0) throw broken('記事の行がありません。2行目から、1行に1つずつ記事を書いてください。');
  const seen = new Set<string>();
  return rows.flatMap((row, index): ImportedArticle[] => {
    const cell = (key: Key): string => unguarded((row[places.get(key) ?? -1] ?? '').trim());
    const id = idSchema.safeParse(cell('id'));
    const which = `${index + 1}件目の記事`;
    if (!id.success) throw broken(`${which}の「ID」が正しくありません。${id.error.issues[0]?.message ?? ''}`);
    if (seen.has(id.data))
      throw broken(`${which}の「ID」（${id.data}）は、前の行にもあります。片方を消してください。`);
    seen.add(id.data);
    if (isAsPresent(cell, present.get(id.data), kept)) return [];
    return [{ id: id.data, path: `knowledge/articles/${id.data}.md`, text: articleFile(cell) }];
  });
};

const isAsPresent = (
  cell: (key: Key) => string,
  article: ArticleSource | undefined,
  kept: Decoded['kept'],
): boolean =>
  article !== undefined &&
  keys.every((key) => cell(key).replaceAll('\r\n', '\n') === kept(cellOf(article, key).trim()));

interface Decoded {
  text: string;
  /** What the encoding keeps of a text. */
  kept: (text: string) => string;
}

const decode = (bytes: Uint8Array): Decoded => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), kept: (text) => text };
  } catch {
    // Excel's 「CSV（コンマ区切り）」 on a Japanese Windows.
    return { text: new TextDecoder('shift_jis').decode(bytes), kept: throughShiftJis };
  }
};

const recordsOf = (text: string): string[][] => {
  try {
    const records: unknown = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
    return z.array(z.array(z.string())).parse(records);
  } catch {
    throw broken(
      'CSVとして読み取れません。引用符（"）が閉じているか確かめ、表計算ソフトで保存し直してください。',
    );
  }
};

const placesOf = (head: readonly string[]): Map<Key, number> => {
  const names = head.map((name) => name.trim());
  const places = new Map(keys.map((key) => [key, names.indexOf(headings[key])] as const));
  const missing = (['id', 'title', 'group', 'questions', 'body'] as const).filter(
    (key) => (places.get(key) ?? -1) < 0,
  );
  if (missing.length > 0)
    throw broken(
      `1行目に、見出し${missing.map((key) => `「${headings[key]}」`).join('')}がありません。書き出したCSVの1行目を、そのままお使いください。`,
    );
  return places;
};

const broken = (message: string): AppError => new AppError({ code: 'csv-has-errors', status: 422, message });

const articleFile = (cell: (key: Key) => string): string => {
  const list = (key: Key): string[] =>
    cell(key)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
  const orNull = (key: Key): string | null => cell(key) || null;
  const front = {
    title: cell('title'),
    group: cell('group'),
    questions: list('questions'),
    tags: list('tags'),
    related: list('related'),
    source: orNull('source'),
    verifiedOn: orNull('verifiedOn'),
    reviewBy: orNull('reviewBy'),
  };
  return `---\n${toYaml(front, { lineWidth: 0 }).trimEnd()}\n---\n${cell('body').replaceAll('\r\n', '\n')}\n`;
};
