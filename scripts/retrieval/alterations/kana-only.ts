import type { Token } from '../../../bot/domain/understanding.ts';
import { hasKanji, toKatakana } from '../../../bot/language/kana.ts';
import type { Tokenizer } from '../../../bot/language/tokenizer.ts';
import { changed, kanaOf, toHiragana } from './alteration.ts';
import type { Alteration } from './alteration.ts';

/** Everything by its reading: what is typed before the input method converts. */
export const inKana =
  (tokenizer: Tokenizer): Alteration =>
  (question) =>
    changed(question, tokenizer.tokenise(question).map(kanaOf).join(''));

/** What is never written with a space before it. */
const isBound = ({ pos, posDetail }: Token): boolean =>
  ['助詞', '助動詞', '記号'].includes(pos) || ['接尾', '非自立'].includes(posDetail);

/** The same with a space before each word that is no grammar. */
export const inSpacedKana =
  (tokenizer: Tokenizer): Alteration =>
  (question) => {
    const tokens = tokenizer.tokenise(question);
    const spaced = tokens.map((token, at) => (at > 0 && !isBound(token) ? ' ' : '') + kanaOf(token)).join('');
    return changed(question, spaced);
  };

/** The same, hiragana words too, without particles. */
export const inKanaWithoutParticles =
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
export const inKatakana =
  (tokenizer: Tokenizer): Alteration =>
  (question) =>
    changed(
      question,
      tokenizer
        .tokenise(question)
        .map((token) => toKatakana(kanaOf(token)))
        .join(''),
    );
