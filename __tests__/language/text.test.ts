import * as fc from 'fast-check';
import { grams } from '../../bot/language/grams.ts';
import { isJapanese } from '../../bot/language/japanese.ts';
import { normalise, normaliseByRules } from '../../bot/language/normalise.ts';
import { PIECE_CAP, pieces } from '../../bot/language/pieces.ts';
import { wordKey } from '../../bot/language/variants.ts';

describe('normalise', () => {
  test.each([
    ['ｻｰﾊﾞｰ', 'サーバー'],
    ['ＣＳＶ　取込', 'csv 取込'],
    ['サ－バ－', 'サーバー'],
    ['給\u200b与\ufeff明細', '給与明細'],
    ['公開できない！！！！！', '公開できない!!'],
    ['えーーーーっ', 'えーっ'],
    ['10000円', '10000円'],
    ['https://www.example.jp', 'https://www.example.jp'],
    ['はい😀👍🏽', 'はい'],
    ['一行目\r\n二行目', '一行目 二行目'],
    ['\ud800給与\0', '給与'],
  ])('%j is read as %j', (typed, read) => {
    expect(normalise(typed)).toBe(read);
  });

  test('what is normalised stays as it is', () => {
    for (const text of ['ｻｰﾊﾞｰーー', 'ああああ！！！', '㍿ﾃｽﾄ', 'ΑΣ', 'İ']) {
      expect(normalise(normalise(text))).toBe(normalise(text));
    }
  });
});

/** What customers type, by kind, and what stands between: plain in most places, with something odd in some. */
const typed = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...'あがンヴー・給年々〇、。「」？！?!-aBZ09 　Ａ＠～〜') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          ...'ｶﾞ㍿é한ß…〔〕‐\u3099\u200b\u0000',
          '😀',
          '𠮷',
          '\ud800',
          'ーー',
          '!!!',
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 2 }) },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

const ofSeveralLanguages = fc
  .array(
    fc.constantFrom(
      ...'あがンー給这。',
      ' ',
      'help ',
      'é',
      '한국',
      'привет',
      'a@あ',
      ':',
      'c:\\い',
      '＠',
      'https://あ',
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''));

describe('the short way of plain texts', () => {
  test('leads to what all rules make of them', () => {
    const check = fc.property(typed, (text) => {
      expect(normalise(text)).toBe(normaliseByRules(text));
    });
    fc.assert(check, { numRuns: 3000 });
  });

  test('is taken by no character that the rules would change, whatever stands beside it', () => {
    const texts = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)).flatMap(
      (character) => [`あ${character}い`, `カ${character}${character}`],
    );
    expect(texts.filter((text) => normalise(text) !== normaliseByRules(text))).toEqual([]);
  });

  test('tells the same language as the long one, which a mark for personal data forces', () => {
    const check = fc.property(ofSeveralLanguages, (text) => {
      expect(isJapanese(text)).toBe(isJapanese(`〔電話番号〕 ${text}`));
    });
    fc.assert(check, { numRuns: 3000 });
  });
});

describe('pieces', () => {
  test.each([['1'], ['あ'], ['漢字'], ['a1'], ['𠮷'], ['給与、明細。']])(
    '%s in any number comes in short pieces',
    (unit) => {
      const text = unit.repeat(700);
      const cut = pieces(text);
      expect(cut.join('')).toBe(text);
      expect(Math.max(...cut.map(({ length }) => length))).toBeLessThanOrEqual(PIECE_CAP);
      expect(cut.every((piece) => piece.isWellFormed?.() ?? true)).toBe(true);
    },
  );

  test('a sentence ends a piece', () => {
    expect(pieces('はい。次は?')).toEqual(['はい。', '次は?']);
  });
});

describe('wordKey', () => {
  test.each([
    ['申し込み', '申込み'],
    ['申し込む', '申込'],
    ['サーバー', 'サーバ'],
    ['ユーザー', 'ユーザ'],
    ['インターフェース', 'インタフェース'],
    ['払い', '払う'],
    ['払える', '払う'],
    ['出来る', 'できる'],
    ['子供', '子ども'],
  ])('%s and %s are one word', (one, other) => {
    expect(wordKey(one)).toBe(wordKey(other));
  });

  test.each([
    ['出る', '出す'],
    ['サーバー', 'サバ'],
    ['公開', '公表'],
  ])('%s and %s are two words', (one, other) => {
    expect(wordKey(one)).not.toBe(wordKey(other));
  });
});

test('grams are kanji and pairs of kanji or katakana, never of kana grammar', () => {
  expect(grams('年末のメモ')).toEqual(['年', '末', '年末', 'メモ']);
});

describe('the language of a message', () => {
  test.each([
    '給与明細',
    'SSO',
    'CSV',
    'API token',
    'Google Workspaceと連携したい',
    '〔メールアドレス〕',
    'https://example.com/a b',
    '12345',
    '？？？',
    'csv import error',
    '年末調整 書類 提出',
    'Chromeのextensionは使えますか',
    '請求書',
    '',
  ])('%j counts as Japanese', (text) => {
    expect(isJapanese(text)).toBe(true);
  });

  test.each([
    'How do I log in?',
    'hello',
    'Please help me',
    'I cannot see my payslip',
    '请问怎么登录',
    '請問如何登入嗎',
    '비밀번호를 잊어버렸어요',
    'Как войти?',
    'ฉันลืมรหัสผ่าน',
    'Làm thế nào để đăng nhập',
    'Não consigo entrar',
  ])('%j counts as another language', (text) => {
    expect(isJapanese(text)).toBe(false);
  });
});
