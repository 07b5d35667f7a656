import type { Tokenizer } from '../../../bot/language/tokenizer.ts';
import { changed, toHiragana } from './alteration.ts';
import type { Alteration } from './alteration.ts';
import { put, slippery } from './typed-words.ts';

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
export const inRomaji =
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
