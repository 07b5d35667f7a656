import type { YamlText } from './yaml-tree.ts';

export interface FrontMatter {
  front: YamlText;
  /** Without blank lines around it. */
  body: string;
  /** Line of the file on which `body` begins, from 1. */
  bodyLine: number;
}

/** Splits a file at its two `---` lines; null when they are not there. */
export function splitFrontMatter(file: string, text: string): FrontMatter | null {
  const lines = text.split('\n');
  if (lines[0]?.trimEnd() !== '---') return null;
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end < 0) return null;
  const rest = lines.slice(end + 1);
  const blank = rest.findIndex((line) => line.trim() !== '');
  return {
    front: { file, text: lines.slice(1, end).join('\n'), firstLine: 2 },
    body: rest.join('\n').trim(),
    bodyLine: end + 2 + Math.max(blank, 0),
  };
}
