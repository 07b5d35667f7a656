import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type YAMLSeq } from 'yaml';

/**
 * A text's file as its parts. The file itself is the truth: a form changes one key of it at a time, and
 * what it does not know (other keys, comments) stays as it is written.
 */
export interface FileParts {
  /** Between the two lines of `---`. */
  front: string;
  /** The second of them, and blank lines after. */
  close: string;
  body: string;
  /** Line of the file on which `body` begins, from 1. */
  bodyLine: number;
}

const SEPARATOR = /^---[ \t]*\r?$/;

const together = ({ front, close, body }: FileParts): string => `---\n${front}${close}${body}\n`;

/** null for a file without front matter. */
export const splitFile = (text: string): FileParts | null => {
  const lines = text.split('\n');
  if (!SEPARATOR.test(lines[0] ?? '')) return null;
  const end = lines.findIndex((line, index) => index > 0 && SEPARATOR.test(line));
  if (end < 0) return null;
  const rest = lines.slice(end + 1);
  const written = rest.findIndex((line) => line.trim() !== '');
  const blank = written < 0 ? 0 : written;
  const whole = (from: number, to: number): string =>
    lines
      .slice(from, to)
      .map((line) => `${line}\n`)
      .join('');
  return {
    front: whole(1, end),
    close: whole(end, end + 1 + blank),
    body: rest.slice(blank).join('\n').trimEnd(),
    bodyLine: end + 2 + blank,
  };
};

/** The file with another body; its front matter stays to the letter. */
export const withBody = (text: string, body: string): string => {
  const parts = splitFile(text);
  return parts ? together({ ...parts, body: body.trimEnd() }) : text;
};

export const lineKeys = ['title', 'group', 'source', 'verifiedOn', 'reviewBy'] as const;
export const listKeys = ['questions', 'tags', 'related'] as const;
export type LineKey = (typeof lineKeys)[number];
export type ListKey = (typeof listKeys)[number];
export type FieldKey = LineKey | ListKey;
export type Fields = Record<LineKey, string> & Record<ListKey, string[]>;

const read = (front: string): Document.Parsed | null => {
  const document = parseDocument(front);
  return document.errors.length === 0 && (isMap(document.contents) || document.contents === null)
    ? document
    : null;
};

const lineOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const listOf = (document: Document.Parsed, key: ListKey): string[] => {
  const list = document.get(key);
  return isSeq(list) ? list.items.map((item) => lineOf(isScalar(item) ? item.value : item)) : [];
};

/** What the form shows; null while the front matter cannot be read, which only the raw text can mend. */
export const readFields = (text: string): Fields | null => {
  const parts = splitFile(text);
  const document = parts && read(parts.front);
  if (!document) return null;
  const line = (key: LineKey): string => lineOf(document.get(key));
  return {
    title: line('title'),
    group: line('group'),
    source: line('source'),
    verifiedOn: line('verifiedOn'),
    reviewBy: line('reviewBy'),
    questions: listOf(document, 'questions'),
    tags: listOf(document, 'tags'),
    related: listOf(document, 'related'),
  };
};

/** As the server writes it, so that the same change makes the same file. */
const style = { lineWidth: 0, flowCollectionPadding: false } as const;

const withFront = (text: string, change: (document: Document.Parsed) => void): string => {
  const parts = splitFile(text);
  const document = parts && read(parts.front);
  if (!parts || !document) return text;
  change(document);
  return together({ ...parts, front: `${document.toString(style).trimEnd()}\n` });
};

/** The file with one line of its front matter changed. Empty: `null`, or nothing where nothing was. */
export const withLine = (text: string, key: LineKey, value: string): string =>
  withFront(text, (document) => {
    const node = document.get(key, true);
    const wanted = value === '' ? null : value;
    if (isScalar(node)) node.value = wanted;
    else if (wanted !== null) document.set(key, wanted);
  });

/** Items that stay keep their comments. */
const refill = (document: Document.Parsed, list: YAMLSeq, values: readonly string[]): void => {
  const left = [...list.items];
  list.items = values.map((value) => {
    const at = left.findIndex((item) => isScalar(item) && String(item.value) === value);
    return at < 0 ? document.createNode(value) : left.splice(at, 1)[0];
  });
};

/** The file with one list of its front matter changed. */
export const withList = (text: string, key: ListKey, values: readonly string[]): string =>
  withFront(text, (document) => {
    const list = document.get(key);
    if (!isSeq(list)) {
      document.set(key, [...values]);
      return;
    }
    // An empty list can only be written as []; what grows out of it takes a line each.
    if (list.items.length === 0 && key === 'questions') list.flow = false;
    refill(document, list, values);
  });

/** Where a line of the file is in the form: a key, and which of its items from 0; null in the body. */
export const fieldAt = (text: string, line: number): { key: string; item: number } | null => {
  const parts = splitFile(text);
  if (!parts || line < 2) return null;
  const lines = new LineCounter();
  const { contents } = parseDocument(parts.front, { lineCounter: lines });
  if (!isMap(contents)) return null;
  // The front matter begins on the file's second line.
  const lineOfNode = (node: unknown): number =>
    isScalar(node) && node.range ? lines.linePos(node.range[0]).line + 1 : Number.POSITIVE_INFINITY;
  const pair = contents.items.findLast(({ key }) => lineOfNode(key) <= line);
  if (!pair || line >= parts.bodyLine) return null;
  const items = isSeq(pair.value) ? pair.value.items : [];
  return {
    key: isScalar(pair.key) ? String(pair.key.value) : '',
    item: Math.max(
      items.findLastIndex((item) => lineOfNode(item) <= line),
      0,
    ),
  };
};
