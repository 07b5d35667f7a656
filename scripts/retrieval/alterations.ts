import type { Token } from '../../bot/domain/understanding.ts';
import type { Dictionary } from '../../bot/language/dictionary.ts';
import { hasKanji, isKatakana, toKatakana } from '../../bot/language/kana.ts';
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

const kanaOf = ({ surface, reading }: Token): string => (hasKanji(surface) ? toHiragana(reading) : surface);

/** Everything by its reading: what is typed before the input method converts. */
const inKana =
  (tokenizer: Tokenizer): Alteration =>
  (question) =>
    changed(question, tokenizer.tokenise(question).map(kanaOf).join(''));

/** What is never written with a space before it. */
const isBound = ({ pos, posDetail }: Token): boolean =>
  ['助詞', '助動詞', '記号'].includes(pos) || ['接尾', '非自立'].includes(posDetail);

/** The same with a space before each word that is no grammar. */
const inSpacedKana =
  (tokenizer: Tokenizer): Alteration =>
  (question) => {
    const tokens = tokenizer.tokenise(question);
    const spaced = tokens.map((token, at) => (at > 0 && !isBound(token) ? ' ' : '') + kanaOf(token)).join('');
    return changed(question, spaced);
  };

/** The same, hiragana words too, without particles. */
const inKanaWithoutParticles =
  (tokenizer: Tokenizer): Alteration =>
  (question) => {
    const tokens = tokenizer.tokenise(question);
    if (!tokens.some(({ surface }) => hasKanji(surface))) return null;
    return tokens
      .filter(({ pos, posDetail }) => pos !== '助詞' || posDetail === '接続助詞')
      .map((token) => toHiragana(kanaOf(token)))
      .join('');
  };

/** Everything in katakana, as old forms ask for. */
const inKatakana =
  (tokenizer: Tokenizer): Alteration =>
  (question) =>
    changed(
      question,
      tokenizer
        .tokenise(question)
        .map((token) => toKatakana(kanaOf(token)))
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
const misconverted = (tokenizer: Tokenizer, bySound: ReadonlyMap<string, string[]>): Alteration => {
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

/** Two words of one question, each converted to a homophone. */
const misconvertedTwice =
  (misconvert: Alteration): Alteration =>
  (question, number) => {
    const once = misconvert(question, number);
    const twice = once === null ? null : misconvert(once, number + 1);
    return twice === question ? null : twice;
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

/** What stands between kanji left out (引き落とし → 引落とし), or the other spelling of each of several words. */
const mixedOkurigana: Alteration = (question) => {
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

const fullWidth: Alteration = (question) =>
  changed(
    question,
    question.replace(/[!-~]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  );

type Slip = (reading: string, at: number) => string;

const slips: Readonly<Record<string, Slip>> = {
  swap: (kana, at) => kana.slice(0, at) + kana.charAt(at + 1) + kana.charAt(at) + kana.slice(at + 2),
  drop: (kana, at) => kana.slice(0, at) + kana.slice(at + 1),
  double: (kana, at) => kana.slice(0, at) + kana.charAt(at) + kana.slice(at),
};

/** Kana of one key: a flick too far or too short. */
const ROWS =
  'あいうえお かきくけこ さしすせそ たちつてと なにぬねの はひふへほ まみむめも やゆよ らりるれろ がぎぐげご ざじずぜぞ だぢづでど ばびぶべぼ'.split(
    ' ',
  );
/** Neighbouring keys of the flick keyboard, by the consonant. */
const NEIGHBOURS = [
  'あいうえお',
  'かきくけこ',
  'さしすせそ',
  'たちつてと',
  'なにぬねの',
  'はひふへほ',
  'まみむめも',
  'らりるれろ',
];

const otherInRow = (kana: string): string => {
  const row = ROWS.find((one) => one.includes(kana));
  return row ? row.charAt((row.indexOf(kana) + 1) % row.length) : kana;
};
const onNextKey = (kana: string): string => {
  const at = NEIGHBOURS.findIndex((row) => row.includes(kana));
  const row = NEIGHBOURS[at];
  return row ? (NEIGHBOURS[(at + 1) % NEIGHBOURS.length]?.charAt(row.indexOf(kana)) ?? kana) : kana;
};

/** The first kana from a place on, or before it, that the rule changes. */
const replaced = (kana: string, at: number, other: (one: string) => string): string => {
  const places = [...kana].map((_, place) => (place + at) % kana.length).filter((place) => place > 0);
  const place = places.find((one) => other(kana.charAt(one)) !== kana.charAt(one));
  return place === undefined
    ? kana
    : kana.slice(0, place) + other(kana.charAt(place)) + kana.slice(place + 1);
};

const LARGE: Readonly<Record<string, string>> = { ゃ: 'や', ゅ: 'ゆ', ょ: 'よ', っ: 'つ' };
const withoutMark = (kana: string): string => kana.normalize('NFD').charAt(0);

const wrongKana: Readonly<Record<string, Slip>> = {
  'wrong flick': (kana, at) => replaced(kana, at, otherInRow),
  'next key': (kana, at) => replaced(kana, at, onNextKey),
  'large kana': (kana, at) => replaced(kana, at, (one) => LARGE[one] ?? one),
  'no dakuten': (kana, at) => replaced(kana, at, withoutMark),
};

interface Typed {
  start: number;
  end: number;
  kana: string;
}

/** Words of a question that a slip may hit, the longest first. */
const slippery = (tokenizer: Tokenizer, question: string): Typed[] =>
  tokenizer
    .tokenise(question)
    .filter(({ surface, reading }) => reading.length >= 4 && (hasKanji(surface) || isKatakana(surface)))
    .toSorted((a, b) => b.reading.length - a.reading.length)
    .map(({ surface, reading, start, end }) => ({
      start,
      end,
      kana: isKatakana(surface) ? surface : toHiragana(reading),
    }));

const put = (question: string, { start, end }: Typed, text: string): string =>
  question.slice(0, start) + text + question.slice(end);

/** One slip in the reading of the longest word, which then stays in kana: no input method converts it. */
const slipped =
  (tokenizer: Tokenizer, slip: Slip): Alteration =>
  (question, number) => {
    const [word] = slippery(tokenizer, question);
    if (!word) return null;
    const at = 1 + (number % Math.max(1, word.kana.length - 2));
    return changed(question, put(question, word, slip(word.kana, at)));
  };

/** The same in any word, anywhere in it but on its first kana. */
const slippedElsewhere =
  (tokenizer: Tokenizer, slip: Slip): Alteration =>
  (question, number) => {
    const words = slippery(tokenizer, question);
    const word = words[(number * 7 + 1) % Math.max(1, words.length)];
    if (!word) return null;
    const at = word.kana.length - 1 - ((number * 5) % Math.max(1, word.kana.length - 2));
    const kana = slip(word.kana, Math.min(at, word.kana.length - 2));
    return kana === word.kana ? null : put(question, word, kana);
  };

/** The same on the first kana of any word. */
const slippedAtFirst =
  (tokenizer: Tokenizer, slip: Slip): Alteration =>
  (question, number) => {
    const words = slippery(tokenizer, question);
    const word = words[number % Math.max(1, words.length)];
    return word ? changed(question, put(question, word, slip(word.kana, 0))) : null;
  };

/** A slip in everything typed in kana and never converted. */
const slippedInKana =
  (tokenizer: Tokenizer, slip: Slip): Alteration =>
  (question, number) => {
    const altered = slippedElsewhere(tokenizer, slip)(question, number);
    return altered === null ? null : inKana(tokenizer)(altered, number);
  };

/** A slip, and its beginning converted all the same: 給|よめさい. */
const slippedAndConverted =
  (tokenizer: Tokenizer, bySound: ReadonlyMap<string, string[]>): Alteration =>
  (question, number) => {
    const [word] = slippery(tokenizer, question);
    if (!word || isKatakana(word.kana)) return null;
    const at = 1 + (number % Math.max(1, word.kana.length - 2));
    const kana = (number % 2 === 0 ? slips.drop : slips.swap)?.(word.kana, at) ?? '';
    for (let length = kana.length - 1; length >= 2; length--) {
      const written = bySound.get(toKatakana(kana.slice(0, length)))?.[0];
      if (written !== undefined) return put(question, word, written + kana.slice(length));
    }
    return null;
  };

/** One slip in a word of Latin letters. */
const latinSlip: Alteration = (question, number) => {
  const words = [...question.matchAll(/[a-z]{4,}/gu)];
  const word = words[number % Math.max(1, words.length)];
  if (!word) return null;
  const [text] = word;
  const at = 1 + (number % (text.length - 2));
  const slip = Object.values(slips)[number % 3];
  return changed(
    question,
    put(question, { start: word.index, end: word.index + text.length, kana: text }, slip?.(text, at) ?? text),
  );
};

const ROMAJI: readonly (readonly [string, string])[] = (
  'きゃkya きゅkyu きょkyo しゃsya しゅsyu しょsyo ちゃtya ちゅtyu ちょtyo にゃnya にゅnyu にょnyo ひゃhya ひゅhyu ひょhyo みゃmya みゅmyu みょmyo ' +
  'りゃrya りゅryu りょryo ぎゃgya ぎゅgyu ぎょgyo じゃja じゅju じょjo びゃbya びゅbyu びょbyo ぴゃpya ぴゅpyu ぴょpyo あa いi うu えe おo ' +
  'かka きki くku けke こko さsa しsi すsu せse そso たta ちti つtu てte とto なna にni ぬnu ねne のno はha ひhi ふhu へhe ほho まma みmi むmu めme もmo ' +
  'やya ゆyu よyo らra りri るru れre ろro わwa をwo がga ぎgi ぐgu げge ごgo ざza じzi ずzu ぜze ぞzo だda ぢdi づdu でde どdo ばba びbi ぶbu べbe ぼbo ' +
  'ぱpa ぴpi ぷpu ぺpe ぽpo んnn'
)
  .split(' ')
  .map((pair) => [pair.replace(/[a-z]+/u, ''), pair.replace(/[^a-z]+/u, '')]);

const toRomaji = (kana: string): string =>
  ROMAJI.reduce((text, [from, to]) => text.replaceAll(from, to), kana).replace(/っ([a-z])/gu, '$1$1');

/** Words typed with the input method switched off. */
const inRomaji =
  (tokenizer: Tokenizer, count: number): Alteration =>
  (question) => {
    const words = slippery(tokenizer, question)
      .slice(0, count)
      .toSorted((a, b) => b.start - a.start);
    return changed(
      question,
      words.reduce((text, word) => put(text, word, toRomaji(toHiragana(word.kana))), question),
    );
  };

/** Every alteration by its name. */
export const alterations = (
  tokenizer: Tokenizer,
  dictionary: Dictionary,
): Readonly<Record<string, Alteration>> => {
  const bySound = homophones(dictionary);
  const misconvert = misconverted(tokenizer, bySound);
  const each = (
    prefix: string,
    kinds: Readonly<Record<string, Slip>>,
    alter: (tokenizer: Tokenizer, slip: Slip) => Alteration,
  ): Record<string, Alteration> =>
    Object.fromEntries(
      Object.entries(kinds).map(([name, slip]) => [`${prefix}: ${name}`, alter(tokenizer, slip)]),
    );
  return {
    'kana only': inKana(tokenizer),
    'kana only, spaced': inSpacedKana(tokenizer),
    'kana only, no particles': inKanaWithoutParticles(tokenizer),
    'katakana only': inKatakana(tokenizer),
    misconverted: misconvert,
    'misconverted twice': misconvertedTwice(misconvert),
    okurigana: otherOkurigana,
    'okurigana, mixed': mixedOkurigana,
    katakana: otherKatakana(tokenizer),
    'half-width': halfWidth,
    'full-width': fullWidth,
    ...each('slip', slips, slipped),
    ...each('slip elsewhere', slips, slippedElsewhere),
    ...each('slip', wrongKana, slipped),
    ...each('slip elsewhere', wrongKana, slippedElsewhere),
    ...each('slip at first', slips, slippedAtFirst),
    ...each('slip in kana only', slips, slippedInKana),
    'slip, half converted': slippedAndConverted(tokenizer, bySound),
    'slip in letters': latinSlip,
    'one word in letters': inRomaji(tokenizer, 1),
    'two words in letters': inRomaji(tokenizer, 2),
  };
};
