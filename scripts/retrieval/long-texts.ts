import { normalise } from '../../bot/language/normalise.ts';

/** Longest message that the bot reads. */
const LENGTH = 1000;

const filled = (text: string): string => text.repeat(Math.ceil(LENGTH / text.length)).slice(0, LENGTH);

/** Characters in an order that looks like none, the same each time. */
const scattered = (characters: string): string => {
  let seed = 7;
  return Array.from({ length: LENGTH }, () => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return characters.charAt(seed % characters.length);
  }).join('');
};

const KANA =
  'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんっゃゅょー';

/** Messages of 1,000 characters that cost as much as they can: no spaces, all doubtful, all negated, all rules. */
export const longTexts = (article: string): Record<string, string> => ({
  digits: filled('1'),
  oneKana: filled('あ'),
  twoKana: filled('あい'),
  wordInKana: filled('ねんまつちょうせい'),
  domainWords: filled('給与明細年末調整'),
  slips: filled('パスワドー、'),
  negated: filled('ではなく'),
  ruledOut: filled('わけではない'),
  cannot: filled('できない'),
  brackets: filled('〔'),
  manyWords: filled('すもももももももものうち'),
  kana: scattered(KANA),
  mixed: scattered(`${KANA}給与明細年末調整従業員公開削除12ab。、!`),
  shuffled: scattered(normalise(article)),
  article: filled(article),
});
