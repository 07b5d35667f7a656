import { blocksToText } from '../../../domain/blocks.ts';
import type { Finding } from '../../../knowledge/finding.ts';
import type { Page } from '../../../knowledge/read-page.ts';
import { bodyLines, sentences } from '../body-lines.ts';
import type { Rule } from '../rule.ts';

/** Characters; about two screens of a phone (400–900). */
const longestAnswer = 700;
/** Characters; a longer sentence has to be read twice (80–140). */
const longestSentence = 110;

/** Answers are read on a phone in the middle of a task. */
export const readingLength: Rule = ({ sources: { articles, wording } }) =>
  [...articles.values(), ...wording.values()].flatMap((page) => [
    ...longAnswer(page),
    ...longSentences(page),
  ]);

function longAnswer({ file, blocks, bodyLine }: Page<{ title: string }>): Finding[] {
  const { length } = blocksToText(blocks);
  if (length <= longestAnswer) return [];
  const message = `本文が${length}文字あります。スマートフォンでも読みやすいように、${longestAnswer}文字くらいまでに縮めるか、記事を分けてください。`;
  return [{ file, line: bodyLine, message, severity: 'warning' }];
}

const longSentences = (page: Page<{ title: string }>): Finding[] =>
  bodyLines(page)
    .filter(({ text }) => sentences(text).some(({ length }) => length > longestSentence))
    .map(({ line }) => ({
      file: page.file,
      line,
      message: `1文が長すぎます（${longestSentence}文字まで）。2つの文に分けてください。`,
      severity: 'warning',
    }));
