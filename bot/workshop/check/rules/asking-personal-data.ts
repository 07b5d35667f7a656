import type { Finding } from '../../../knowledge/finding.ts';
import type { Page } from '../../../knowledge/read-page.ts';
import { bodyLines, sentences } from '../body-lines.ts';
import type { Rule } from '../rule.ts';

/**
 * What nobody may ask for in a chat: what is masked on entry (promises.md, "Personal data"), what opens an
 * account, and what the law calls sensitive (個人情報の保護に関する法律, article 2, paragraph 3).
 */
const kinds: readonly { name: string; words: RegExp }[] = [
  { name: 'マイナンバー', words: /マイナンバー|個人番号/ },
  { name: 'パスワード', words: /パスワード|暗証番号|認証コード|確認コード|秘密の質問/ },
  { name: 'カード番号', words: /クレジットカード|カード番号/ },
  { name: '口座番号', words: /口座番号|口座情報/ },
  { name: '年金や保険の番号', words: /基礎年金番号|被保険者番号|保険証の(?:記号|番号)|記号・番号/ },
  { name: '免許証や在留カードの番号', words: /免許証|在留カード|パスポート/ },
  { name: '健康の情報', words: /病名|病歴|診断結果|健康診断の結果|障害の(?:内容|等級)/ },
];

/** Telling it to us. In an article, 入力 and 登録 happen in the product's own screens and are no concern of the chat. */
const telling =
  /(?:お知らせ|お伝え|お送り|ご連絡|ご返信)ください|(?:教えて|知らせて|伝えて|送って|送信して|添付して|書き込んで)(?:ください|いただ)/;
const entering = /(?:ご?(?:記入|入力|提示|提出)(?:して)?)(?:ください|いただ)/;

/** The desk never asks for what nobody here may keep. */
export const askingPersonalData: Rule = ({ sources: { articles, wording } }) => [
  ...[...articles.values()].flatMap((page) => findIn(page, [telling])),
  ...[...wording.values()].flatMap((page) => findIn(page, [telling, entering])),
];

const findIn = (page: Page<{ title: string }>, patterns: readonly RegExp[]): Finding[] =>
  bodyLines(page).flatMap(({ text, line }) => {
    const kind = sentences(text).flatMap((sentence) => askedIn(sentence, patterns))[0];
    if (kind === undefined) return [];
    const message = `${kind}をお客さまに尋ねる文になっています。チャットでは受け取れないため、言い換えてください。`;
    return [{ file: page.file, line, message, severity: 'error' }];
  });

/** The kinds that a sentence asks for; 「マイナンバーを除いてお送りください」 asks for the opposite. */
const askedIn = (sentence: string, patterns: readonly RegExp[]): string[] => {
  if (!patterns.some((pattern) => pattern.test(sentence))) return [];
  if (/除い|除き|伏せ|隠し|含めず|以外|消して|塗りつぶ|ないよう|ないで/.test(sentence)) return [];
  return kinds.filter(({ words }) => words.test(sentence)).map(({ name }) => name);
};
