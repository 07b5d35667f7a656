import type { Page } from '../../knowledge/read-page.ts';

export interface BodyLine {
  /** Line of the file. */
  line: number;
  /** Without the marks of Markdown. */
  text: string;
}

const marks = /^(?:> ?|- |\d+\. )|\*\*/g;
/** No part goes past a further bracket of its kind: of those that are never closed each would be followed to the end. */
const link = /!?\[([^[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)/g;

/** The lines of a body as customers read them, with their place in the file. */
export const bodyLines = ({ body, bodyLine }: Page<{ title: string }>): BodyLine[] =>
  body.split('\n').map((text, index) => ({
    line: bodyLine + index,
    text: text.trim().replaceAll(marks, '').replaceAll(link, '$1'),
  }));

/** The sentences of a line that end in 。！？. What stands in 「」 is someone else's words or a button's name. */
export const sentences = (text: string): string[] =>
  text
    .replaceAll(/「[^「」]*」/g, '「」')
    .split(/(?<=[。！？])/)
    .filter((part) => /[^。！？][。！？]$/.test(part));
