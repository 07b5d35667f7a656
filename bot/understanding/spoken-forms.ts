import type { Token } from '../domain/understanding.ts';
import { hasKanji, toKatakana } from '../language/kana.ts';

/** A way that a word may be said, and how it is written then. */
export interface SpokenForm {
  reading: string;
  spelling: string;
}

/** What a verb's last kana turns into, by the verb's row. */
const VERB_ENDINGS: Readonly<Record<string, string>> = {
  う: 'うわいえおっ',
  く: 'くかきけこい',
  ぐ: 'ぐがぎげごい',
  す: 'すさしせそ',
  つ: 'つたちてとっ',
  ぬ: 'ぬなにねのん',
  ぶ: 'ぶばびべぼん',
  む: 'むまみめもん',
  る: 'るらりれろっ',
};
const ADJECTIVE_ENDINGS: readonly string[] = ['い', 'く', 'かっ', 'けれ'];
/** 変える, 届ける: the stem alone is a form (変え|たい). Stems without kana, as of 見る, are too short to tell. */
const DROPS_RU = /[いきしちにひみりぎじびえけせてねへめれげぜでべ]る$/u;

const IRREGULAR = new Set(['来る', '為る', '居る', '行く', '言う']);

const endingsOf = ({ base, pos }: Token): readonly string[] => {
  if (pos === '形容詞') return base.endsWith('い') ? ADJECTIVE_ENDINGS : [];
  const endings = [...(VERB_ENDINGS[base.slice(-1)] ?? '')];
  return DROPS_RU.test(base) ? ['', ...endings] : endings;
};

/** The reading of a verb or adjective without its last kana: what stands before okurigana never changes. */
const stemReading = ({ surface, base, reading }: Token): string | null => {
  let same = 0;
  while (same < surface.length && surface.charAt(same) === base.charAt(same)) same += 1;
  const ending = toKatakana(surface.slice(same));
  const rest = toKatakana(base.slice(same));
  if (!reading.endsWith(ending) || (rest === '' && ending !== '')) return null;
  return (reading.slice(0, reading.length - ending.length) + rest).slice(0, -1);
};

/** The forms of a verb or an adjective that is written with kanji: 届く → 届か, 届き, 届い …; `[]` for any other token. */
export const spokenForms = (token: Token): SpokenForm[] => {
  const { base, pos, posDetail } = token;
  if ((pos !== '動詞' && pos !== '形容詞') || posDetail !== '自立' || !hasKanji(base) || IRREGULAR.has(base))
    return [];
  const reading = stemReading(token);
  if (reading === null) return [];
  return endingsOf(token).map((ending) => ({
    reading: reading + toKatakana(ending),
    spelling: base.slice(0, -1) + ending,
  }));
};
