import type { Token } from '../domain/understanding.ts';

/** Nouns that name nothing by themselves: これ, 3, こと, さん. */
const EMPTY_NOUNS: ReadonlySet<string> = new Set(['代名詞', '数', '非自立', '接尾']);
/** What every request may hold, whatever it is about. */
const FRAMES: ReadonlySet<string> = new Set(
  'する できる ある いる なる くださる もらう 教える お願い'.split(' '),
);
/** Share of the naming words that must be known. Higher hears fewer unseen wordings. Sane: 0.3 to 0.6. */
const FAMILIAR_SHARE = 0.5;

const names = ({ pos, posDetail, base }: Token): boolean => {
  if (FRAMES.has(base)) return false;
  if (pos === '名詞') return !EMPTY_NOUNS.has(posDetail);
  return pos === '形容詞' || (pos === '動詞' && posDetail === '自立');
};

/** The dictionary forms of the words that name a thing or an act. */
export const namingWords = (tokens: readonly Token[]): string[] =>
  tokens.filter(names).map(({ base }) => base);

/** Whether more than `FAMILIAR_SHARE` of the words are known; a sentence without such words is familiar. */
export function isFamiliar(words: readonly string[], vocabulary: ReadonlySet<string>): boolean {
  const known = words.filter((word) => vocabulary.has(word)).length;
  return words.length === 0 || known > words.length * FAMILIAR_SHARE;
}
