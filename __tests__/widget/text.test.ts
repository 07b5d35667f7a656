import { countCharacters } from '../../bot/widget/frame/graphemes.ts';
import { clockTime, dayName } from '../../bot/widget/frame/japan-time.ts';
import { safeHref } from '../../bot/browser/safe-href.ts';
import { linkify } from '../../bot/widget/frame/links.ts';
import { suggestQuery } from '../../bot/widget/frame/later/suggest-query.ts';

describe('the counter counts what a reader calls a character', () => {
  it.each([
    ['', 0],
    ['給与明細', 4],
    ['か\u3099', 1],
    ['👨‍👩‍👧', 1],
    ['𠮷野家', 3],
    ['一行目\n二行目', 7],
  ])('%j → %d', (text, count) => {
    expect(countCharacters(text)).toBe(count);
  });
});

describe('a link is followed only to https, mailto and this site', () => {
  it.each(['https://example.com/a', 'HTTPS://example.com', 'mailto:a@example.com', '/help/1', '/'])(
    '%s',
    (href) => {
      expect(safeHref(href)).toBe(href);
    },
  );
  it.each([
    'http://example.com',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    '//example.com',
    '/\\example.com',
    'help/1',
    '',
  ])('never to %j', (href) => {
    expect(safeHref(href)).toBeNull();
  });
});

const link = (href: string) => ({ text: href, href });

describe('addresses in a person’s message', () => {
  it.each([
    ['https://example.com/aをご覧ください', [link('https://example.com/a'), { text: 'をご覧ください' }]],
    ['（https://example.com/a）', [{ text: '（' }, link('https://example.com/a'), { text: '）' }]],
    ['See https://example.com/a.', [{ text: 'See ' }, link('https://example.com/a'), { text: '.' }]],
    ['http://example.com', [{ text: 'http://example.com' }]],
    ['javascript:alert(1)', [{ text: 'javascript:alert(1)' }]],
    ['', []],
  ])('%s', (text, parts) => {
    expect(linkify(text)).toEqual(parts);
  });

  it('are followed by all that stood there, in order', () => {
    const text = 'a https://x.example/1、https://x.example/2 b';
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});

describe('times are those of Japan', () => {
  it.each([
    ['2026-11-24T02:03:00Z', '11:03', '11月24日(火)'],
    ['2026-11-24T15:00:00Z', '00:00', '11月25日(水)'],
    ['2026-12-31T23:59:59+09:00', '23:59', '12月31日(木)'],
  ])('%s', (iso, time, day) => {
    expect(clockTime(iso)).toBe(time);
    expect(dayName(iso)).toBe(day);
  });
});

describe('questions are offered while typing', () => {
  it.each([
    ['from the third character', '給与明', false, '給与明'],
    ['without the spaces around', '  給与明細　', false, '給与明細'],
    ['for kana that is being converted', 'きゅうよ', true, 'きゅうよ'],
    ['leaving out half a syllable of a conversion', 'きゅうy', true, 'きゅう'],
    ['leaving out half a syllable in full width', 'きゅうｙ', true, 'きゅう'],
    ['keeping Latin letters that were meant', 'CSV', false, 'CSV'],
  ])('%s', (_promise, text, composing, query) => {
    expect(suggestQuery(text, composing)).toBe(query);
  });

  it.each([
    ['for two characters', '給与', false],
    ['when only half a syllable makes the third', 'きゅy', true],
    ['for blanks', '　　　 ', false],
    ['for several lines', '給与明細\n公開', false],
    ['for a long story', 'あ'.repeat(61), false],
  ])('not %s', (_promise, text, composing) => {
    expect(suggestQuery(text, composing)).toBeNull();
  });
});

describe('nothing that is or could become personal data is looked up', () => {
  it.each([
    ['a number', 'マイナンバーは123456789018です', 'マイナンバーは です'],
    ['half a number', '電話は090-1234', '電話は'],
    ['half a number in full width', '電話は０９０ー１２', '電話は'],
    ['an address of mail', 'taro@example.com に届かない', 'に届かない'],
    ['half an address of mail', '送り先はtaro.yamada@exam', '送り先は'],
  ])('not %s', (_what, text, query) => {
    expect(suggestQuery(text, false)).toBe(query);
  });

  it('but small numbers are', () => {
    expect(suggestQuery('500円の割引を2回使う', false)).toBe('500円の割引を2回使う');
  });
});
