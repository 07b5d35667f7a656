import { createRequire } from 'node:module';
import { analyse } from '../../bot/language/analyse.ts';
import { dictionarySource, loadDictionary } from '../../bot/language/dictionary.ts';
import { Segmenter } from '../../bot/language/segmenter.ts';
import { terms } from '../../bot/language/terms.ts';
import { createTokenizer } from '../../bot/language/tokenizer.ts';
import type { Tokenizer } from '../../bot/language/tokenizer.ts';

/** The one file of this room that loads the real dictionary. */

interface KuromojiToken {
  surface_form: string;
  basic_form: string;
  pos: string;
}
interface Kuromoji {
  builder(options: { dicPath: string }): {
    build(done: (error: Error | null, made: { tokenize(text: string): KuromojiToken[] }) => void): void;
  };
}

const require = createRequire(import.meta.url);
const kuromojiCuts = async (): Promise<(text: string) => string[]> => {
  const kuromoji: Kuromoji = require('kuromoji');
  const dicPath = require.resolve('kuromoji/package.json').replace('package.json', 'dict');
  const made = await new Promise<{ tokenize(text: string): KuromojiToken[] }>((resolve, reject) => {
    kuromoji.builder({ dicPath }).build((error, tokenizer) => (error ? reject(error) : resolve(tokenizer)));
  });
  return (text) => made.tokenize(text).map(({ surface_form: surface }) => surface);
};

const words = [
  { surface: '年末調整', reading: 'ネンマツチョウセイ' },
  { surface: '年調', reading: 'ネンチョウ' },
  { surface: 'CSV', reading: 'シーエスブイ' },
];

let plain: Tokenizer;
let tokenizer: Tokenizer;

beforeAll(async () => {
  const dictionary = await loadDictionary();
  plain = createTokenizer(dictionary);
  tokenizer = createTokenizer(dictionary, words);
});

const surfaces = (made: Tokenizer, text: string): string[] =>
  made.tokenise(text).map(({ surface }) => surface);
const keys = (text: string): string[] => terms(analyse(tokenizer, text).tokens).map(({ key }) => key);

test('words are cut exactly as kuromoji cuts them', async () => {
  const cuts = await kuromojiCuts();
  const segmenter = new Segmenter(await loadDictionary());
  const sentences = [
    '給与明細を従業員に公開するには、どうすればよいですか',
    'すもももももももものうち',
    '2025年の年末調整を12月までに終えたいのですが',
    'saml認証でログインできなくなりました',
    '𠮷野さんの住民票がほしい',
    'サーバーにつながらないんだけど何とかしてほしい',
    '東京特許許可局局長今日急遽休暇許可却下',
    'ｗｗｗあああ漢漢漢',
  ];
  for (const sentence of sentences) {
    const own = sentence
      .split(/(?<=[、。])/u)
      .flatMap((part) => segmenter.cut(part).map(({ start, end }) => part.slice(start, end)));
    expect(own).toEqual(cuts(sentence));
  }
});

test('a domain word is not cut, and only the tokenizer that was given it knows it', () => {
  expect(surfaces(tokenizer, '年末調整の書類')).toEqual(['年末調整', 'の', '書類']);
  expect(surfaces(plain, '年末調整の書類')).toEqual(['年末', '調整', 'の', '書類']);
});

test('a short domain word does not tear others apart', () => {
  expect(surfaces(tokenizer, '今年調べた')).toEqual(['今年', '調べ', 'た']);
});

test('a domain word is found however wide or tall its letters are typed', () => {
  expect(analyse(tokenizer, 'ＣＳＶの取り込み').tokens[0]).toMatchObject({
    surface: 'csv',
    reading: 'シーエスブイ',
  });
});

test('a domain word knows what it is made of', () => {
  expect(tokenizer.parts('年末調整').map(({ surface }) => surface)).toEqual(['年末', '調整']);
  expect(tokenizer.parts('書類')).toEqual([]);
});

test('tokens lie where their text is, without gaps, whatever was typed', () => {
  for (const text of [
    '給与、明細。\n公開！',
    '1'.repeat(450),
    'あ'.repeat(999),
    'a1'.repeat(300),
    '𠮷'.repeat(230),
  ]) {
    const { normalised, tokens } = analyse(tokenizer, text);
    expect(tokens.map(({ surface }) => surface).join('')).toBe(normalised);
    for (const { surface, start, end } of tokens) expect(normalised.slice(start, end)).toBe(surface);
  }
});

test('what makes kuromoji throw or lose letters is read', () => {
  expect(analyse(tokenizer, '\0\ud800').tokens).toEqual([]);
  expect(analyse(tokenizer, '😀😀給与').normalised).toBe('給与');
  expect(analyse(tokenizer, '').tokens).toEqual([]);
});

test('negation is never dropped, and belongs to its verb', () => {
  expect(keys('メールが届かない')).toContain('届かない');
  expect(keys('メールが届きません')).toContain('届かない');
  expect(keys('権限がない')).toContain('ない');
});

test('requests and grammar say nothing', () => {
  expect(keys('給与について教えてください')).toEqual(['給与']);
  expect(keys('〔メールアドレス〕の招待')).toEqual(['招待']);
});

test('a dictionary that cannot be read is reported, and read again the next time', async () => {
  const load = dictionarySource('/nowhere');
  const first = load();
  await expect(first).rejects.toThrow('ENOENT');
  const second = load();
  expect(second).not.toBe(first);
  await expect(second).rejects.toThrow('ENOENT');
});
