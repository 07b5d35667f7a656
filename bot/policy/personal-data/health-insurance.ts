import type { Finding } from './finding.ts';
import type { Keywords } from './keywords.ts';

/** What stands between 記号, 番号 and their digits; a verb there means that a sentence goes on. */
const C = '[\\s:=はがのを、,・･/()「」‐−ー-]';
const NOT_COUNTED = '(?!\\d|\\s?(?:桁|文字|字|件|名|人|円|つ|個|回|月|日|年|か|ヶ|番目))';
const NUMBER = `\\d{1,8}${NOT_COUNTED}`;

/** 記号 21700023 番号 123, 記号・番号 12-345. */
const PAIR = `記号${C}{0,4}(?:(?:と|及び|および|並びに)?番号)?${C}{0,6}${NUMBER}${C}{1,6}(?:番号${C}{0,6})?${NUMBER}`;
/** 保険証の番号は12345678, 保険者番号 06132013. */
const SINGLE = `(?:健康保険(?:被保険者)?証?|健保|保険証|被保険者証?|保険者|資格確認書|組合員証)(?:の|等)?(?:記号${C}?)?番号${C}{0,6}\\d{3,8}${NOT_COUNTED}`;

const pattern = new RegExp(`${PAIR}|${SINGLE}`, 'g');

/** From the first digit on: 記号 and the other words stay readable. */
const fromFirstDigit = (index: number, match: string): Finding => ({
  type: 'health-insurance',
  start: index + match.search(/\d/),
  end: index + match.length,
});

/** Symbol and number of a health-insurance card; those of an account at Japan Post Bank look the same. */
export const findHealthInsurance = (text: string, keywords: Keywords): Finding[] =>
  Array.from(text.matchAll(pattern), ({ index, 0: match }) => {
    const finding = fromFirstDigit(index, match);
    const meaning = keywords.meaningOf({ start: index, end: index });
    return meaning === 'bank-account' ? { ...finding, type: meaning } : finding;
  });
