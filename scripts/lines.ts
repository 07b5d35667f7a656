import type { Readable } from 'node:stream';

/**
 * The lines of a UTF-8 stream as they arrive, the last one with or without a line feed. Only LF (and
 * CR LF) ends a line: node:readline also cuts at a lone CR and at U+2028, and answers would then no
 * longer stand on the line of their question.
 */
export async function* lines(input: Readable): AsyncGenerator<string> {
  // Kept in parts: joining at every chunk would take quadratic time on one very long line.
  let parts: string[] = [];
  for await (const chunk of input.setEncoding('utf8')) {
    const pieces = String(chunk).split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      yield withoutReturn([...parts, piece].join(''));
      parts = [];
    }
    parts.push(last);
  }
  const rest = parts.join('');
  if (rest !== '') yield withoutReturn(rest);
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
