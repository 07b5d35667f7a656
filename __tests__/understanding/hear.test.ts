import { isKanaGrammar } from '../../bot/understanding/kana-grammar.ts';
import { Lexicon } from '../../bot/understanding/lexicon.ts';
import type { Nearness } from '../../bot/understanding/lexicon.ts';
import { spell } from '../../bot/understanding/romaji.ts';
import { nearestByEar } from '../../bot/understanding/slips.ts';

const lexicon = new Lexicon();
for (const [reading, spelling] of [
  ['ショルイ', '書類'],
  ['キュウヨメイサイ', '給与明細'],
  ['アクセストークン', 'アクセストークン'],
  ['カイトウ', '解答'],
  ['カイトウ', '回答'],
  ['カイトウ', '回答'],
] as const)
  lexicon.add(reading, spelling, { key: reading.length, times: 1 });

/** What a sound is with one slip, from its first kana to its last. */
const slipIn = (sound: string): [word: string, nearness: Nearness] | null => {
  let found: [string, Nearness] | null = null;
  lexicon.eachSlipAt(sound, 0, (word, end, nearness) => {
    if (end === sound.length) found = [word.spellings[0]?.text ?? '', nearness];
  });
  return found;
};

describe('a slip', () => {
  test.each<[sound: string, word: string, nearness: Nearness, what: string]>([
    ['ショルルイ', '書類', 'likely-slip', 'a kana typed twice'],
    ['ショリルイ', '書類', 'slip', 'a kana too many'],
    ['シルイ', '書類', 'likely-slip', 'a small kana left out'],
    ['ショイ', '書類', 'slip', 'a kana left out'],
    ['ショリイ', '書類', 'likely-slip', 'a flick in the wrong direction'],
    ['シヨルイ', '書類', 'likely-slip', 'a large kana for a small one'],
    ['ショイル', '書類', 'slip', 'two kana swapped'],
    ['ギュウヨメイサイ', '給与明細', 'likely-slip', 'a mark too many on the first kana'],
    ['ュウヨメイサイ', '給与明細', 'slip-at-first', 'the first kana left out'],
    ['ュキウヨメイサイ', '給与明細', 'slip-at-first', 'the first two kana swapped'],
    ['キュウヨメイサ', '給与明細', 'likely-slip', 'the last kana left out'],
  ])('%s is heard as %s (%s): %s', (sound, word, nearness) => {
    expect(slipIn(sound)).toEqual([word, nearness]);
  });

  test.each(['ショル', 'ヨルイ', 'シヨリイ', 'キウヨメサイ'])(
    '%s is too far from every word, or too short to tell',
    (sound) => {
      expect(slipIn(sound)).toBeNull();
    },
  );

  test('a word without a slip is none', () => {
    expect(slipIn('ショルイ')).toBeNull();
  });
});

test.each<[reading: string, key: number | undefined, what: string]>([
  ['アクセルトーンク', 8, 'two slips'],
  ['アクストーン', undefined, 'two slips in what is left of a word'],
  ['アルセクトークソ', undefined, 'three slips'],
  ['パクセストクーン', undefined, 'another first kana'],
])('of a long word %s is heard as %s: %s', (reading, key) => {
  expect(nearestByEar(lexicon, reading)[0]).toBe(key);
});

test('of words that sound alike the commonest in the articles is written', () => {
  expect(lexicon.find('カイトウ')?.spellings.map(({ text }) => text)).toEqual(['回答', '解答']);
});

describe('letters', () => {
  test.each([
    ['kyuuyo', 'キュウヨ'],
    ['nennmatsu', 'ネンマツ'],
    ['nenmatu', 'ネンマツ'],
    ['sinnkoku', 'シンコク'],
    ['tennki', 'テンキ'],
    ['kinnyuu', 'キンニュウ'],
    ['happyou', 'ハッピョウ'],
    ['pasuwa-do', 'パスワード'],
    ['jouhou', 'ジョウホウ'],
  ])('%s is how %s is typed', (letters, kana) => {
    expect(spell(letters)?.kana).toBe(kana);
  });

  test.each(['csv', 'slack', 'saml', 'password'])('%s is no kana', (letters) => {
    expect(spell(letters)).toBeNull();
  });

  test('each kana knows the letters that it came from', () => {
    expect(spell('kyuu')).toEqual({ kana: 'キュウ', from: [0, 0, 3], to: [3, 3, 4] });
  });
});

describe('grammar', () => {
  test.each(['をしたいのですが', 'はどうすればいいですか', 'ができませんでした', 'をご', 'ばいいですか', ''])(
    '%j is nothing but grammar',
    (hiragana) => {
      expect(isKanaGrammar(hiragana)).toBe(true);
    },
  );

  test.each(['きゅよめいさいを', 'ひらきたい', 'にしょう', 'ゅう'])(
    '%j has more than grammar',
    (hiragana) => {
      expect(isKanaGrammar(hiragana)).toBe(false);
    },
  );
});
