import { parse } from 'csv-parse/sync';
import { stringify as toYaml } from 'yaml';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { idSchema } from '../knowledge/article-schema.ts';
import type { ArticleSource } from '../knowledge/sources.ts';
import { cellOf, headings, keys, unguarded, type Key } from './articles-csv.ts';
import { beforeShiftJis } from './before-shift-jis.ts';
import type { PageText } from './drafts/with-drafts.ts';

/** What came of a file: texts to be saved as drafts. */
export interface ImportedArticle extends PageText {
  id: string;
}

/** A line in which characters were lost when the file was saved; `heading`: of its column. */
export interface LostText {
  id: string;
  heading: string;
  line: string;
}

export interface ReadArticles {
  articles: ImportedArticle[];
  lost: LostText[];
}

/**
 * Reads a file of articles, in UTF-8 or, as Excel writes it in Japan, in Shift_JIS. Those that are as they are
 * at present are left out. What a spreadsheet does of itself is no change: dates with slashes, characters that
 * Shift_JIS has in another form, columns that were taken out.
 * @throws AppError 422 `csv-has-errors` with what is wrong and on which line; then nothing is imported.
 */
export const readArticlesCsv = (
  bytes: Uint8Array,
  present: ReadonlyMap<string, ArticleSource>,
): ReadArticles => {
  const { text, isShiftJis } = decode(bytes);
  const [head, ...rows] = recordsOf(text);
  const places = placesOf(head ?? []);
  if (rows.length === 0) throw broken('記事の行がありません。2行目から、1行に1つずつ記事を書いてください。');
  const ids = idsOf(rows.map((row) => cellIn(row, places.get('id')) ?? ''));
  const read: ReadArticles = { articles: [], lost: [] };
  rows.forEach((row, at) => {
    const id = ids[at] ?? '';
    const article = present.get(id) ?? null;
    const cells = new Cells({ row, places, article, isShiftJis });
    if (article !== null && keys.every((key) => cells.of(key) === presentCell(article, key))) return;
    read.articles.push({ id, path: `knowledge/articles/${id}.md`, text: articleFile(cells) });
    read.lost.push(...cells.lost.map((lost) => ({ id, ...lost })));
  });
  return read;
};

const presentCell = (article: ArticleSource | null, key: Key): string =>
  article === null ? '' : cellOf(article, key).trim();

/** undefined where the file has no such column. */
const cellIn = (row: readonly string[], place: number | undefined): string | undefined =>
  place === undefined ? undefined : unguarded((row[place] ?? '').trim()).replaceAll('\r\n', '\n');

interface Row {
  row: readonly string[];
  places: ReadonlyMap<Key, number>;
  /** null for a new one. */
  article: ArticleSource | null;
  isShiftJis: boolean;
}

/** What a row says of an article, without what the spreadsheet made of it. */
class Cells {
  readonly lost: Omit<LostText, 'id'>[] = [];
  readonly #cells: ReadonlyMap<Key, string>;

  constructor(row: Row) {
    this.#cells = new Map(keys.map((key) => [key, this.#read(row, key)]));
  }

  of(key: Key): string {
    return this.#cells.get(key) ?? '';
  }

  #read({ row, places, article, isShiftJis }: Row, key: Key): string {
    const cell = cellIn(row, places.get(key));
    const present = presentCell(article, key);
    if (cell === undefined) return present;
    if (key === 'verifiedOn' || key === 'reviewBy') return isoDate(cell);
    // An address has its own question marks, and no character that could be lost.
    if (!isShiftJis || key === 'source') return cell;
    const { text, lost } = beforeShiftJis(cell, present);
    this.lost.push(...lost.map((line) => ({ heading: headings[key], line })));
    return text;
  }
}

/** `2026/11/2` → `2026-11-02`: Excel takes the one for a date and writes it as the other. */
const isoDate = (cell: string): string => {
  const parts = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(cell)?.slice(1);
  return parts === undefined ? cell : parts.map((part) => part.padStart(2, '0')).join('-');
};

/** @throws AppError 422 for one that is none, or is there twice */
const idsOf = (cells: readonly string[]): string[] => {
  const seen = new Set<string>();
  return cells.map((cell, at) => {
    const id = idSchema.safeParse(cell);
    const which = `${at + 1}件目の記事`;
    if (!id.success) throw broken(`${which}の「ID」が正しくありません。${id.error.issues[0]?.message ?? ''}`);
    if (seen.has(id.data))
      throw broken(`${which}の「ID」（${id.data}）は、前の行にもあります。片方を消してください。`);
    seen.add(id.data);
    return id.data;
  });
};

const decode = (bytes: Uint8Array): { text: string; isShiftJis: boolean } => {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isShiftJis: false };
  } catch {
    // Excel's 「CSV（コンマ区切り）」 on a Japanese Windows.
    return { text: inShiftJis(bytes), isShiftJis: true };
  }
};

const inShiftJis = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
  } catch {
    throw broken(
      '文字コードがUTF-8でもShift_JISでもないため、読み取れません。Excelなら、ファイルの種類に「CSV UTF-8（コンマ区切り）」を選んで保存し直してください。',
    );
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
  const places = new Map(
    keys.flatMap((key): [Key, number][] => {
      const place = names.indexOf(headings[key]);
      return place < 0 ? [] : [[key, place]];
    }),
  );
  const missing = (['id', 'title', 'group', 'questions', 'body'] as const).filter((key) => !places.has(key));
  if (missing.length > 0)
    throw broken(
      `1行目に、見出し${missing.map((key) => `「${headings[key]}」`).join('')}がありません。書き出したCSVの1行目を、そのままお使いください。`,
    );
  return places;
};

const broken = (message: string): AppError => new AppError({ code: 'csv-has-errors', status: 422, message });

const articleFile = (cells: Cells): string => {
  const list = (key: Key): string[] =>
    cells
      .of(key)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
  const orNull = (key: Key): string | null => cells.of(key) || null;
  const front = {
    title: cells.of('title'),
    group: cells.of('group'),
    questions: list('questions'),
    tags: list('tags'),
    related: list('related'),
    source: orNull('source'),
    verifiedOn: orNull('verifiedOn'),
    reviewBy: orNull('reviewBy'),
  };
  return `---\n${toYaml(front, { lineWidth: 0 }).trimEnd()}\n---\n${cells.of('body')}\n`;
};
