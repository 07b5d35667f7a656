import { splitFile } from '../text/front-matter.ts';
import type { Replacement } from '../text/markdown-help.ts';

export interface NamedPicture {
  alt: string;
  name: string;
}

const itemMark = /^(?:\d+\. |- )/;

/** Words that end no Markdown: brackets become those of Japanese, and what is left is one line. */
const altOf = (alt: string): string =>
  alt
    .replaceAll('[', '［')
    .replaceAll(']', '］')
    .replaceAll(/[\s\\]+/g, ' ')
    .trim();

const isEmptyLineAt = (text: string, end: number): boolean =>
  text.slice(text.lastIndexOf('\n', end - 1) + 1, end).trim() === '';

/** Where the paragraph, or the item, that the caret is in ends; an empty line is one by itself. */
const endOfBlock = (text: string, caret: number): number => {
  const lineEnd = (from: number): number => {
    const at = text.indexOf('\n', from);
    return at < 0 ? text.length : at;
  };
  let end = lineEnd(caret);
  if (isEmptyLineAt(text, end)) return end;
  for (;;) {
    const next = text.slice(end + 1, lineEnd(end + 1));
    if (end >= text.length || next.trim() === '' || itemMark.test(next)) return end;
    end = lineEnd(end + 1);
  }
};

/** The line that the block at `end` begins with, as far as its mark is concerned: the nearest with one above. */
const markOfBlock = (text: string, end: number): string => {
  const lines = text.slice(0, end).split('\n');
  const begin = lines.findLastIndex((line) => line.trim() === '' || itemMark.test(line));
  return itemMark.exec(lines[begin] ?? '')?.[0] ?? '';
};

/** Where the body of a file begins; a text without front matter is a body. */
const bodyStart = (text: string): number => {
  const bodyLine = splitFile(text)?.bodyLine ?? 1;
  return text.split('\n', bodyLine - 1).join('\n').length;
};

/**
 * Puts a picture below the paragraph that the caret is in, as a block of its own; in a step or a list below the
 * item's words. A caret outside the body means the body's end.
 */
export const putPicture = (text: string, caret: number, { alt, name }: NamedPicture): Replacement => {
  const picture = `![${altOf(alt)}](pictures/${name})`;
  const at = endOfBlock(text, caret < bodyStart(text) ? text.trimEnd().length : caret);
  const mark = markOfBlock(text, at);
  if (mark !== '' && !isEmptyLineAt(text, at)) {
    const insert = `\n${' '.repeat(mark.length)}${picture}`;
    return { from: at, to: at, insert, start: at + insert.length, end: at + insert.length };
  }
  const before = text.slice(0, at);
  const left = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const after = text.slice(at);
  const right = after.trim() === '' || after.startsWith('\n\n') ? '' : '\n';
  const insert = left + picture + right;
  const end = at + left.length + picture.length;
  return { from: at, to: at, insert, start: end, end };
};
