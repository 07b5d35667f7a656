import { isKatakana } from '../../../bot/language/kana.ts';
import type { Tokenizer } from '../../../bot/language/tokenizer.ts';
import { changed } from './alteration.ts';
import type { Alteration } from './alteration.ts';

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

export const otherOkurigana: Alteration = (question) =>
  changed(
    question,
    OKURIGANA.find(([from]) => question.includes(from))?.reduce((from, to) => question.replace(from, to)) ??
      question,
  );

/** What stands between kanji left out (引き落とし → 引落とし), or the other spelling of each of several words. */
export const mixedOkurigana: Alteration = (question) => {
  const other = OKURIGANA.reduce(
    (text, [from, to]) => (question.includes(from) ? text : text.replace(to, from)),
    question,
  );
  return changed(
    question,
    other.replace(/(\p{Script=Han})[しきりいちみえけげめれ](\p{Script=Han})/u, '$1$2'),
  );
};

/** サーバー → サーバ, and フォルダ → フォルダー. */
export const otherKatakana =
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

export const halfWidth: Alteration = (question) =>
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

export const fullWidth: Alteration = (question) =>
  changed(
    question,
    question.replace(/[!-~]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  );
