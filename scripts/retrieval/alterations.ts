import type { Token } from '../../bot/domain/understanding.ts';
import type { Dictionary } from '../../bot/language/dictionary.ts';
import { hasKanji, isKatakana } from '../../bot/language/kana.ts';
import type { Tokenizer } from '../../bot/language/tokenizer.ts';
import { COST, WORD } from '../../bot/language/word-columns.ts';
import { featuresOf } from '../../bot/language/word-features.ts';

/**
 * Questions as hurried people type them, made from clean ones by rules, so that the loss against the
 * clean question can be measured. Each alteration returns null where it has nothing to alter.
 */

const toHiragana = (katakana: string): string =>
  katakana.replace(/[ァ-ヶ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

export type Alteration = (question: string, number: number) => string | null;

const changed = (question: string, altered: string): string | null => (altered === question ? null : altered);

/** Everything by its reading: what is typed before the input method converts. */
const inKana =
  (tokenizer: Tokenizer): Alteration =>
  (question) =>
    changed(
      question,
      tokenizer
        .tokenise(question)
        .map(({ surface, reading }) => (hasKanji(surface) ? toHiragana(reading) : surface))
        .join(''),
    );

/** The nouns of the dictionary written in kanji, by their reading, the commonest (cheapest) first. */
const homophones = (dictionary: Dictionary): Map<string, string[]> => {
  const found = new Map<string, { surface: string; cost: number }[]>();
  for (let row = 0; row * WORD < dictionary.words.length; row++) {
    const { base, pos, posDetail, reading } = featuresOf(dictionary, row, '');
    const isPlain =
      pos === '名詞' && (posDetail === '一般' || posDetail === 'サ変接続') && reading.length >= 3;
    if (!isPlain || !/^\p{Script=Han}{2,}$/u.test(base)) continue;
    const list = found.get(reading) ?? [];
    list.push({ surface: base, cost: dictionary.words[row * WORD + COST] ?? 0 });
    found.set(reading, list);
  }
  return new Map(
    [...found].map(([reading, words]) => [
      reading,
      [...new Set(words.toSorted((a, b) => a.cost - b.cost).map(({ surface }) => surface))],
    ]),
  );
};

/** One word of the question that has a homophone, the `number`th in turn, converted to that one. */
const misconverted = (tokenizer: Tokenizer, dictionary: Dictionary): Alteration => {
  const bySound = homophones(dictionary);
  const other = ({ surface, reading }: Token): string | null =>
    bySound.get(reading)?.find((word) => word !== surface) ?? null;
  return (question, number) => {
    const parts = tokenizer.tokenise(question).flatMap((token) => {
      const own = tokenizer.parts(token.surface);
      return own.length > 0 ? own.map((part) => ({ ...part, start: token.start + part.start })) : [token];
    });
    const wrong = parts.filter((token) => /^\p{Script=Han}{2,}$/u.test(token.surface) && other(token));
    const token = wrong[number % Math.max(1, wrong.length)];
    if (!token) return null;
    return question.slice(0, token.start) + other(token) + question.slice(token.start + token.surface.length);
  };
};

const OKURIGANA: readonly (readonly [string, string])[] = [
  ['申し込み', '申込み'],
  ['申込', '申し込み'],
  ['手続き', '手続'],
  ['問い合わせ', '問合せ'],
  ['切り替え', '切替'],
  ['引き継', '引継'],
  ['取り消し', '取消'],
  ['取り込', '取込'],
  ['受け取', '受取'],
  ['差し戻', '差戻'],
  ['振り込', '振込'],
  ['支払い', '支払'],
  ['書き出', '書出'],
  ['並び替え', '並替え'],
  ['引っ越し', '引越'],
  ['見つから', '見付から'],
];

const otherOkurigana: Alteration = (question) =>
  changed(
    question,
    OKURIGANA.find(([from]) => question.includes(from))?.reduce((from, to) => question.replace(from, to)) ??
      question,
  );

/** サーバー → サーバ, and フォルダ → フォルダー. */
const otherKatakana =
  (tokenizer: Tokenizer): Alteration =>
  (question) => {
    const word = tokenizer
      .tokenise(question)
      .find(
        ({ surface }) =>
          isKatakana(surface) && surface.length >= 4 && /(?:ー|[ァ-ヺ][ダバタラ])$/u.test(surface),
      );
    if (!word) return null;
    const other = word.surface.endsWith('ー') ? word.surface.slice(0, -1) : `${word.surface}ー`;
    return question.slice(0, word.start) + other + question.slice(word.end);
  };

const HALF = '。｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ';
const halfOf = new Map([...HALF].map((half) => [half.normalize('NFKC'), half]));

const halfWidth: Alteration = (question) =>
  changed(
    question,
    [...question]
      .map((character) =>
        /[ァ-ヺー]/u.test(character)
          ? [...character.normalize('NFD')]
              .map((part) => ({ '\u3099': 'ﾞ', '\u309a': 'ﾟ' })[part] ?? halfOf.get(part) ?? part)
              .join('')
          : character,
      )
      .join(''),
  );

type Slip = (reading: string, at: number) => string;

const slips: Readonly<Record<string, Slip>> = {
  swap: (kana, at) => kana.slice(0, at) + kana.charAt(at + 1) + kana.charAt(at) + kana.slice(at + 2),
  drop: (kana, at) => kana.slice(0, at) + kana.slice(at + 1),
  double: (kana, at) => kana.slice(0, at) + kana.charAt(at) + kana.slice(at),
};

/** One slip in the reading of the longest word, which then stays in kana: no input method converts it. */
const slipped =
  (tokenizer: Tokenizer, slip: Slip): Alteration =>
  (question, number) => {
    const [word] = tokenizer
      .tokenise(question)
      .filter(({ surface, reading }) => reading.length >= 4 && (hasKanji(surface) || isKatakana(surface)))
      .toSorted((a, b) => b.reading.length - a.reading.length);
    if (!word) return null;
    const kana = isKatakana(word.surface) ? word.surface : toHiragana(word.reading);
    const at = 1 + (number % Math.max(1, kana.length - 2));
    return changed(question, question.slice(0, word.start) + slip(kana, at) + question.slice(word.end));
  };

/** Every alteration by its name. */
export const alterations = (
  tokenizer: Tokenizer,
  dictionary: Dictionary,
): Readonly<Record<string, Alteration>> => ({
  'kana only': inKana(tokenizer),
  misconverted: misconverted(tokenizer, dictionary),
  okurigana: otherOkurigana,
  katakana: otherKatakana(tokenizer),
  'half-width': halfWidth,
  ...Object.fromEntries(
    Object.entries(slips).map(([name, slip]) => [`slip: ${name}`, slipped(tokenizer, slip)]),
  ),
});
