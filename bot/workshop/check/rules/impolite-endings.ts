import { bodyLines, sentences } from '../body-lines.ts';
import type { Rule } from '../rule.ts';

/** だ・である, plain verbs and orders at the end of a sentence; ました and でした end politely, お知らせ is a noun. */
const plainEnding =
  /(?:(?<=\p{Script=Han})[せべ]|(?<=[えけげせてべめれ見])ろ|である|であった|だ|だった|のだ|(?<!まし|でし)た|(?<!くださ|^は)い|[うくぐつぬぶむ]|(?<!で|ま)す|る|しろ|せよ)[。！]$/u;

/** Customers are answered in です・ます. Only whole sentences count: steps and lists may end in a noun. */
export const impoliteEndings: Rule = ({ sources: { articles, wording } }) =>
  [...articles.values(), ...wording.values()].flatMap((page) =>
    bodyLines(page)
      .filter(({ text }) => sentences(text).some((sentence) => plainEnding.test(sentence)))
      .map(({ line }) => ({
        file: page.file,
        line,
        message: '「です・ます」で終わっていない文があります。ていねいな言い方に直してください。',
        severity: 'error' as const,
      })),
  );
