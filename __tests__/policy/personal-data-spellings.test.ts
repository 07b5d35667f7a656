import * as fc from 'fast-check';
import { isCardNumber, isCorporateNumber, isMyNumber } from '../../bot/policy/personal-data/check-digits.ts';
import { mask } from '../../bot/policy/personal-data/mask.ts';

/** Numbers that pass their check digit, in every spelling that promises.md names. */

const digits = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));

/** The digit that makes the number valid, tried out: independent of how the check is computed. */
const completed = (start: string, isValid: (number: string) => boolean): string[] =>
  Array.from({ length: 10 }, (_, digit) => `${start}${digit}`).filter(isValid);

const myNumber = digits(11).map((start) => completed(start, isMyNumber)[0] ?? '');
const cardLength: Record<string, number> = {
  4: 16,
  51: 16,
  55: 16,
  2221: 16,
  34: 15,
  37: 15,
  3528: 16,
  36: 14,
  6011: 16,
  62: 19,
};
const card = fc
  .constantFrom(...Object.entries(cardLength))
  .chain(([issuer, length]) => digits(length - 1 - issuer.length).map((rest) => issuer + rest))
  .map((start) => completed(start, isCardNumber)[0] ?? '');

const scripts = ['0123456789', '０１２３４５６７８９', '٠١٢٣٤٥٦٧٨٩', '०१२३४५६७८९'] as const;
const separators = [
  '',
  ' ',
  '　',
  '-',
  '－',
  '‐',
  '–',
  '—',
  '−',
  'ー',
  'ｰ',
  '.',
  '．',
  '\n',
  '\r\n',
  ' - ',
] as const;
const invisible = ['', '', '', '\u200b', '\u00ad', '\u2060', '\ufeff'] as const;

/** Cuts a number into parts of three or more digits, as people do, with one kind of separator. */
const spelled = (number: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      number,
      fc.constantFrom(...scripts),
      fc.constantFrom(...separators),
      fc.array(fc.integer({ min: 3, max: 6 }), { minLength: 7, maxLength: 7 }),
      fc.array(fc.constantFrom(...invisible), { minLength: 19, maxLength: 19 }),
    )
    .map(([plain, script, separator, lengths, hidden]) => {
      const parts: string[] = [];
      let rest = plain;
      for (const length of lengths) {
        if (rest === '') break;
        parts.push(rest.slice(0, length));
        rest = rest.slice(length);
      }
      const spell = (part: string): string =>
        Array.from(
          part,
          (digit, index) => `${script[Number(digit)]}${index < part.length - 1 ? hidden[index] : ''}`,
        ).join('');
      return parts.map(spell).join(separator);
    });

const frames = [
  ['従業員の番号は', 'です。'],
  ['', ''],
  ['登録した番号：', '（確認済み）'],
  ['「', '」で合っていますか'],
] as const;
const frame = fc.constantFrom(...frames);

/** A spelling that is not found exactly, as `[text, [before, after]]`; null when all are. */
const missed = (number: fc.Arbitrary<string>, type: string): unknown =>
  fc.check(
    fc.property(spelled(number), frame, (text, [before, after]) => {
      const { found } = mask(before + text + after);
      const [first] = found;
      return (
        found.length === 1 &&
        first?.type === type &&
        first.start === before.length &&
        first.end === before.length + text.length
      );
    }),
    { numRuns: 2000, seed: 20261122 },
  ).counterexample;

describe('numbers with a check digit are found in every spelling', () => {
  it('Individual Numbers', () => {
    expect(missed(myNumber, 'my-number')).toBeNull();
  });

  it('cards', () => {
    expect(missed(card, 'credit-card')).toBeNull();
  });

  it('every isolated run of twelve digits, typing errors included', () => {
    fc.assert(
      fc.property(digits(12), frame, (number, [before, after]) => {
        expect(mask(before + number + after).found).toMatchObject([{ type: 'my-number' }]);
      }),
      { numRuns: 2000, seed: 20261122 },
    );
  });

  it('corporate numbers survive in the same spellings, unless the digits are a card’s as well', () => {
    const corporate = digits(12)
      .map(
        (rest) => Array.from({ length: 10 }, (_, first) => `${first}${rest}`).find(isCorporateNumber) ?? '',
      )
      .filter((number) => !isCardNumber(number));
    fc.assert(
      fc.property(corporate, (number) => expect(mask(`法人番号は${number}です`).found).toEqual([])),
      { numRuns: 1000, seed: 20261122 },
    );
  });
});

describe('numbers without a check digit', () => {
  const rows: readonly (readonly [string, string, readonly number[], string, string])[] = [
    ['pension-number', '基礎年金番号は', [4, 6], '', 'です'],
    ['employment-insurance', '雇用保険の番号は', [4, 6, 1], '', 'です'],
    ['bank-account', '口座番号は', [7], '', 'です'],
    ['phone', '電話は', [2, 4, 4], '03', 'です'],
    ['phone', '', [3, 4, 4], '090', 'に連絡'],
    ['phone', '', [4, 2, 4], '0123', 'に連絡'],
  ];
  it.each(rows)('%s after 「%s」 in parts of %j', (type, before, parts, start, after) => {
    const total = parts.reduce((sum, part) => sum + part, 0);
    fc.assert(
      fc.property(digits(total), fc.constantFrom('-', ' ', 'ー', '－', ''), (random, separator) => {
        const number = start + random.slice(start.length);
        let at = 0;
        const text = parts.map((length) => number.slice(at, (at += length))).join(separator);
        expect(mask(before + text + after).found).toMatchObject([{ type, end: before.length + text.length }]);
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });
});

describe('any text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          '1',
          '12',
          '０',
          '-',
          '@',
          'a.b',
          '東京都',
          '港区',
          '記号',
          '口座',
          '\u200b',
          '゛',
          '\ud800',
          '\0',
          '①',
          '(',
          ')',
          '+81',
          '〒',
        ),
      )
      .map((all) => all.join('')),
  );

  it('keeps everything outside the places that it reports, and those are in order', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: masked, found } = mask(text);
        let rest = masked;
        let position = 0;
        for (const { start, end } of found) {
          expect(start).toBeGreaterThanOrEqual(position);
          expect(end).toBeGreaterThan(start);
          const kept = text.slice(position, start);
          expect(rest.startsWith(kept)).toBe(true);
          rest = rest.slice(kept.length).replace(/^〔[^〕]+〕/, '');
          position = end;
        }
        expect(rest).toBe(text.slice(position));
      }),
      { numRuns: 2000, seed: 20261122 },
    );
  });
});
