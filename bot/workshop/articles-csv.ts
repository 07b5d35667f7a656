import { stringify } from 'csv-stringify/sync';
import type { ArticleSource } from '../knowledge/sources.ts';

/** Headings of the file in their order, and what each is in an article. */
export const headings = {
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
export type Key = keyof typeof headings;
export const keys = Object.keys(headings).filter((key): key is Key => key in headings);

/**
 * A cell that begins like a formula would be calculated by who opens the file; with an apostrophe it is text
 * (OWASP, "CSV Injection"). It is taken off again when the file comes back.
 */
const formulaLike = /^[=+\-@\t\r]/;
const guarded = (cell: string): string => (formulaLike.test(cell) ? `'${cell}` : cell);
export const unguarded = (cell: string): string =>
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

/** What stands in a cell. */
export const cellOf = ({ id, front, body }: ArticleSource, key: Key): string => {
  if (key === 'id') return id;
  if (key === 'body') return body;
  const value = front[key];
  return Array.isArray(value) ? value.join('\n') : (value ?? '');
};
