import { parse } from 'csv-parse/sync';
import type { MaskType } from '../domain/conversation.ts';
import { AppError } from '../errors.ts';
import { mask } from '../policy/personal-data/mask.ts';

/** Columns of one file. Sane: 200 to 1,000; a full export of employees has some 300. */
const mostColumns = 500;
/** Length of a column's name in UTF-16 units. Sane: 50 to 200; what is longer is no name but a sentence. */
const longestColumn = 100;

/** Half a surrogate pair, and controls that nobody types; tabs and line breaks may stand within a name. */
// eslint-disable-next-line no-control-regex
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Cs}/u;

const refusal = (code: string, message: string): AppError => new AppError({ code, status: 422, message });

/** At most two: one too many is enough to know. */
const rowsOf = (text: string): string[][] => {
  try {
    return parse(text, { bom: true, relax_column_count: true, to: 2 });
  } catch {
    // The parser's message quotes what it read.
    throw refusal('csv-unreadable', 'the text is no row of a CSV; see that its quotation marks are closed');
  }
};

export interface CsvHeader {
  columns: string[];
  masked: MaskType[];
}

/**
 * The names of the columns, each masked on its own, of the header row of a CSV and nothing else (N3).
 * @throws AppError 422 `csv-unreadable`, `csv-empty`, `csv-more-than-header` or `csv-too-long`
 */
export const csvHeader = (text: string): CsvHeader => {
  if (unreadable.test(text)) throw refusal('csv-unreadable', 'the text holds control characters');
  const [header, second] = rowsOf(text);
  if (second) throw refusal('csv-more-than-header', 'send the header row alone, without any row after it');
  const names = (header ?? []).map((name) => name.normalize('NFC').replace(/\s+/gu, ' ').trim());
  if (names.every((name) => name === '')) throw refusal('csv-empty', 'the header row names no column');
  if (names.length > mostColumns || names.some((name) => name.length > longestColumn))
    throw refusal(
      'csv-too-long',
      `a header row has at most ${mostColumns} columns of ${longestColumn} characters each`,
    );
  const screened = names.map((name) => mask(name));
  const found = screened.flatMap((column) => column.found.map(({ type }) => type));
  return { columns: screened.map((column) => column.text), masked: [...new Set(found)] };
};
