import type { Finding } from '../../../knowledge/finding.ts';
import type { Page } from '../../../knowledge/read-page.ts';
import { bodyLines, sentences } from '../body-lines.ts';
import type { Rule } from '../rule.ts';

const number = /マイナンバー|個人番号/;
/** Telling it to us. In an article, 入力 and 登録 happen in the product's own screens and are no concern of the chat. */
const telling =
  /(?:お知らせ|お伝え|お送り|ご連絡|ご返信)ください|(?:教えて|知らせて|伝えて|送って|送信して|添付して|書き込んで)(?:ください|いただ)/;
const entering = /(?:ご?(?:記入|入力|提示|提出)(?:して)?)(?:ください|いただ)/;

/** The desk never asks for an Individual Number: nobody here may keep one (promises.md, "Personal data"). */
export const askingIndividualNumber: Rule = ({ sources: { articles, wording } }) => [
  ...[...articles.values()].flatMap((page) => findIn(page, [telling])),
  ...[...wording.values()].flatMap((page) => findIn(page, [telling, entering])),
];

const findIn = (page: Page<{ title: string }>, patterns: readonly RegExp[]): Finding[] =>
  bodyLines(page)
    .filter(({ text }) => sentences(text).some((sentence) => asks(sentence, patterns)))
    .map(({ line }) => ({
      file: page.file,
      line,
      message:
        'マイナンバーをお客さまに尋ねる文になっています。チャットでは受け取れないため、言い換えてください。',
      severity: 'error',
    }));

/** 「マイナンバーを除いてお送りください」 asks for the opposite. */
const asks = (sentence: string, patterns: readonly RegExp[]): boolean =>
  number.test(sentence) &&
  patterns.some((pattern) => pattern.test(sentence)) &&
  !/除い|除き|伏せ|隠し|含めず|以外|消して|塗りつぶ|ないよう/.test(sentence);
