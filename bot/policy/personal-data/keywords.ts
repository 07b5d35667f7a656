import type { MaskType } from '../../domain/conversation.ts';
import type { Span } from './finding.ts';

/** What a word before or after a number says that the number is; `none`: nothing personal. */
export type Meaning = MaskType | 'none';

interface Keyword extends Span {
  meaning: Meaning;
}

/** How far a word reaches forward to its number, and back to a number before it, in characters. */
const REACH_FORWARD = 24;
const REACH_BACK = 10;

/**
 * The words, by meaning. Where several begin at the same place the first in the list wins, so the
 * particular ones stand before the general ones: 雇用保険の事業所番号 is nobody's personal number.
 */
const words: readonly (readonly [Meaning, string])[] = [
  [
    'none',
    '(?:社員|従業員|職員|スタッフ|受付|受け付け|問い?合わ?せ|整理|管理|注文|伝票|請求書?|申請|チケット|案件|会社|企業|法人|事業所|部署|部門|店舗|製品|型|シリアル|予約|会員|契約|管轄|ログイン)(?:者|先)?の?(?:番号|コード|ID|No)',
  ],
  [
    'none',
    'エラー(?:コード|番号)?|バージョン|ビルド|ver(?:sion)?\\.?|IPアドレス|社員ID|従業員ID|事業所(?:整理)?番号',
  ],
  ['my-number', 'マイナンバー|まいなんばー|個人番号|my\\s?number'],
  ['driver-license', '運転免許|免許証|免許'],
  ['residence-card', '在留(?:カードの?(?:番号|No)?)?'],
  ['credit-card', 'クレジット|クレカ|カード(?:番号|No)|VISA|master\\s?card|JCB|amex|アメックス|ダイナース'],
  ['pension-number', '基礎年金|年金(?:番号|手帳)'],
  ['employment-insurance', '雇用保険|雇保'],
  ['health-insurance', '健康保険|健保|保険証|資格確認書|被保険者|保険者番号|組合員証|記号'],
  ['bank-account', '口座|(?:普通|当座|貯蓄)(?:預金)?(?=[\\s::はがの番号]{0,4}\\d)|ゆうちょ'],
  ['phone', '電話|携帯|TEL|ケータイ|スマホの?番号|連絡先|FAX|ファクス|ファックス'],
];

const pattern = new RegExp(words.map(([, source]) => `(${source})`).join('|'), 'gi');

/** Index of the first keyword that starts at `position` or later; by halves, for a text may be all keywords. */
const firstFrom = (keywords: readonly Keyword[], position: number): number => {
  let low = 0;
  let high = keywords.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keywords[middle]?.start ?? Infinity) < position) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The meanings of numbers that a text speaks of; the scan is made once, when first asked. */
export class Keywords {
  readonly #text: string;
  #found: Keyword[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** What the nearest word says about the number; a word before it wins over one after it. */
  meaningOf(number: Span): Meaning | null {
    const all = this.#all();
    const before = all[firstFrom(all, number.start) - 1];
    if (before && number.start - before.end <= REACH_FORWARD) return before.meaning;
    const after = all[firstFrom(all, number.end)];
    return after && after.start - number.end <= REACH_BACK ? after.meaning : null;
  }

  #all(): Keyword[] {
    this.#found ??= Array.from(this.#text.matchAll(pattern), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      meaning: words[match.slice(1).findIndex((group) => group !== undefined)]?.[0] ?? 'none',
    }));
    return this.#found;
  }
}
