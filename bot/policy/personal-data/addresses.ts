import type { Finding } from './finding.ts';

const PREFECTURE =
  '(?:東京都|北海道|(?:京都|大阪)府|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)県)';
const POSTAL_CODE = '\\d{3}[\\s‐‑‒–—―−ー-]{0,2}\\d{4}(?!\\d)';
const MARKED_POSTAL_CODE = `(?:〒|郵便番号[\\s:はが]{0,3})\\s?${POSTAL_CODE}`;

/** Names of places seldom have が, で, は, へ or を; a sentence does. (はりまや町 is let go.) */
const NAME = '[一-鿿ぁ-かき-てと-のばぱひ-ぷべ-ゑんァ-ヺー々〆]';
const MUNICIPALITY = `\\s?${NAME}{1,8}?[市区町村郡]`;
const D = '(?:\\d{1,5}|[一二三四五六七八九十百〇]{1,4})';
const H = '[‐‑‒–—―−ー-]';
/** What may stand behind the first number; 号 never does, and 条 and 番 count other things as well. */
const FIRST_UNIT = '(?:丁目|番地の?|番町?(?!目)|(?<=[東西南北]\\d{1,2})条)';
const UNIT = '(?:丁目|番地の?|番町?|号)';
const NOT_A_DATE = `(?!(?:19|20)\\d\\d${H}\\d)`;
const NOT_COUNTED = '(?!\\d|\\s?(?:名|人|件|日|月|年|円|時|回|か月|ヶ月|%))';
/** 1-2-3, 1丁目2番3号, 一丁目2-3, 2381番地, 北1条西2丁目. */
const REST = `(?:\\s?${UNIT}|${H}${D}|[東西南北の]?${D}|\\s${D}${UNIT}){0,6}${NOT_COUNTED}`;
const BLOCK = `${NOT_A_DATE}${D}(?:\\s?${FIRST_UNIT}|${H}${D}|の${D}(?=番|${H}|\\D))${REST}`;
/** A bare number counts only where the sentence ends or goes on with a particle: 長倉2381に. */
const BARE = `\\d{1,5}(?=$|[\\s、。,.)」]|(?:です|に|で|から|まで|へ|在住))`;
const BUILDING = '(?:\\s?[^\\s、。,()「」\\d]{1,20}\\s?\\d{1,4}(?:号室?|階|F|f)(?![a-z]))?';
const STREET = `${NAME}{0,24}?\\s?(?:${BLOCK}|${BARE})${BUILDING}`;

/** With prefecture; without it where a postal code or the word 住所 stands before. */
const FULL = `(?:(?:${MARKED_POSTAL_CODE}|(?<!\\d)${POSTAL_CODE})[\\s、,]{0,2})?${PREFECTURE}${MUNICIPALITY}${STREET}`;
const AFTER_POSTAL_CODE = `${MARKED_POSTAL_CODE}(?:[\\s、,]{0,2}${MUNICIPALITY}${STREET})?`;
const AFTER_WORD = `(?<=住所[\\s:はが]{0,4})${MUNICIPALITY}${STREET}`;
/** Of a city alone only what nothing but an address looks like: 横浜市西区みなとみらい2-3-1. */
const CITY_ALONE = `[一-鿿]{1,6}[市区]${NAME}{1,15}?${NOT_A_DATE}(?:${D}丁目|\\d{1,3}${H}\\d{1,3}${H}\\d{1,4})${REST}${BUILDING}`;

const pattern = new RegExp([FULL, AFTER_POSTAL_CODE, AFTER_WORD, CITY_ALONE].join('|'), 'g');
const WORTH_A_LOOK = /[都道府県市区]|〒|郵便番号|住所/;

/** Postal codes with their mark, and addresses down to the number of the house, with building and room. */
export const findAddresses = (text: string): Finding[] => {
  if (!WORTH_A_LOOK.test(text)) return [];
  return Array.from(text.matchAll(pattern), ({ index, 0: match }) => ({
    type: 'address',
    start: index + match.length - match.trimStart().length,
    end: index + match.length,
  }));
};
