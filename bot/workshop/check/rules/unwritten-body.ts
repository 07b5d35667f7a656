import { bodyToWrite } from '../../drafts/add-questions.ts';
import { bodyLines } from '../body-lines.ts';
import type { Rule } from '../rule.ts';

/** What a new draft begins with is meant for its editor, and must not be what a customer reads. */
export const unwrittenBody: Rule = ({ sources: { articles } }) =>
  [...articles.values()].flatMap((page) =>
    bodyLines(page)
      .filter(({ text }) => text === bodyToWrite)
      .map(({ line }) => ({
        file: page.file,
        line,
        message: '答えがまだ書かれていません。この行を、お客さまへの答えに書き換えてください。',
        severity: 'error' as const,
      })),
  );
