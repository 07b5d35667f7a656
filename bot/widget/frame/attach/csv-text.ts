/** Text from a file's beginning, whatever of the encodings that CSVs come in it has; null for none of them. */
export const decodeCsv = (bytes: Uint8Array): string | null => {
  for (const encoding of encodingsOf(bytes)) {
    const text = decode(bytes, encoding);
    // No text has NUL in it; a spreadsheet or a picture does.
    if (text !== null && !text.includes('\0')) return text;
  }
  return null;
};

/** UTF-16 says so in its first bytes. Shift_JIS is hardly ever valid UTF-8, and UTF-8 often valid Shift_JIS. */
const encodingsOf = ([first, second]: Uint8Array): string[] => {
  if (first === 0xff && second === 0xfe) return ['utf-16le'];
  if (first === 0xfe && second === 0xff) return ['utf-16be'];
  return ['utf-8', 'shift_jis'];
};

const decode = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    // `stream`: the last character may be cut where the file's beginning ends.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
};

const DELIMITERS = [',', '\t', ';'];

/** Where the first row ends: at the first line break outside quotation marks; null when it has no end here. */
const rowEnd = (text: string): number | null => {
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    if (!quoted && (character === '\n' || character === '\r')) return at;
  }
  return null;
};

const countOutsideQuotes = (row: string, delimiter: string): number =>
  row.replaceAll(/"[^"]*"/g, '').split(delimiter).length;

const cells = (row: string, delimiter: string): string[] => {
  const found: string[] = [''];
  let quoted = false;
  for (const character of row) {
    if (character === '"') quoted = !quoted;
    if (character === delimiter && !quoted) found.push('');
    else found[found.length - 1] += character;
  }
  return found.map(unquoted);
};

const unquoted = (cell: string): string => {
  const trimmed = cell.trim();
  const inner = /^"([\s\S]*)"$/.exec(trimmed)?.[1];
  return (inner === undefined ? trimmed : inner.replaceAll('""', '"')).replace(/\s+/g, ' ').trim();
};

/**
 * The columns of the first row (RFC 4180, with whichever delimiter it uses); null when the row has no end
 * in `text`, unless that is the `whole` file.
 */
export const headerColumns = (text: string, whole: boolean): string[] | null => {
  const plain = text.replace(/^\ufeff/, '');
  const end = rowEnd(plain) ?? (whole ? plain.length : null);
  if (end === null) return null;
  const row = plain.slice(0, end);
  // An odd number of marks: one was never closed.
  if ((row.split('"').length - 1) % 2 === 1) return null;
  const [delimiter = ','] = DELIMITERS.toSorted(
    (one, other) => countOutsideQuotes(row, other) - countOutsideQuotes(row, one),
  );
  return cells(row, delimiter);
};

/** One row of a CSV, every cell in quotation marks. */
export const csvRow = (columns: readonly string[]): string =>
  columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(',');
