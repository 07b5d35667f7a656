import { byGroup, chosen, dueOf, everything, withUse, type Listed } from '../../bot/editor/list/listed.ts';
import type { PageItem } from '../../bot/editor/wire-types.ts';

const page = (id: string, rest: Partial<PageItem> = {}): PageItem => ({
  path: `knowledge/articles/${id}.md`,
  id,
  kind: 'article',
  title: `${id}の題名`,
  group: 'payslips',
  questions: 3,
  state: 'served',
  draft: null,
  approval: null,
  source: null,
  verifiedOn: null,
  reviewBy: null,
  ...rest,
});
const use = (id: string, answered: number, unhelpful = 0) => ({
  id,
  title: id,
  answered,
  picked: 0,
  offered: 0,
  helpful: 0,
  unhelpful,
});
const today = '2026-11-24';
const pages: Listed[] = withUse(
  [
    page('invite', { title: '招待メールの再送（CSV）', reviewBy: '2026-12-10' }),
    page('payslip', { state: 'draft', reviewBy: '2026-11-24' }),
    page('fallback', { kind: 'wording', group: 'fallback', path: 'knowledge/wording/fallback/fallback.md' }),
  ],
  { articles: [use('invite', 2, 5), use('payslip', 9)], refusals: [] },
);
const ids = (filter: Partial<typeof everything>): string[] =>
  chosen(pages, { ...everything, ...filter }, today).map(({ id }) => id);

describe('the list of texts', () => {
  test('stands by category, in the order of the categories and then as it comes', () => {
    const mixed = [
      page('b', { group: 'payslips' }),
      page('c', { group: 'nobody-knows-it' }),
      page('d', { group: 'login' }),
      page('e', { group: 'payslips' }),
      page('f', { group: 'refusals', kind: 'wording' }),
    ];
    const ordered = byGroup(mixed, ['login', 'payslips', 'refusals']);
    expect(ordered.map(({ id }) => id)).toEqual(['d', 'b', 'e', 'f', 'c']);
  });

  test('finds by words of title and id, in whatever width and case', () => {
    expect(ids({ query: 'ｃｓｖ 招待' })).toEqual(['invite']);
    expect(ids({ query: 'PAYSLIP' })).toEqual(['payslip']);
    expect(ids({ query: 'ない言葉' })).toEqual([]);
  });

  test('shows one kind, one category, one state', () => {
    expect(ids({ kind: 'wording' })).toEqual(['fallback']);
    expect(ids({ group: 'payslips', state: 'draft' })).toEqual(['payslip']);
  });

  test('orders by figures, those without any last', () => {
    expect(ids({ sort: 'answered' })).toEqual(['payslip', 'invite', 'fallback']);
    expect(ids({ sort: 'unhelpful' })).toEqual(['invite', 'payslip', 'fallback']);
    expect(ids({ sort: 'reviewBy' })).toEqual(['payslip', 'invite', 'fallback']);
  });

  test('knows what is to be read again, and what should have been', () => {
    expect(ids({ reviewDue: true })).toEqual(['invite', 'payslip']);
    expect(dueOf({ reviewBy: '2026-11-24' }, today)).toBe('over');
    expect(dueOf({ reviewBy: '2026-12-24' }, today)).toBe('soon');
    expect(dueOf({ reviewBy: '2026-12-25' }, today)).toBeNull();
  });
});
