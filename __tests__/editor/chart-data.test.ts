import { chartsOf, isEmpty, type Table } from '../../bot/editor/figures/chart-data.ts';

const table = (columns: Table['columns'], rows: [string, ...(number | string | null)[]][]): Table => ({
  id: 'people',
  title: '有人対応',
  means: [],
  columns,
  rows: rows.map(([label, ...values]) => ({ label, values })),
});

const satisfaction = (value: number | null) =>
  chartsOf(table([{ name: '満足度', unit: '%' }], [['2026-11-24', value]]));

describe('the charts of a table', () => {
  test('are one a unit, with gaps where there is nothing to tell', () => {
    const found = chartsOf(
      table(
        [
          { name: '申し込み', unit: '件' },
          { name: '待ち時間', unit: '分' },
        ],
        [
          ['2026-11-23', 0, null],
          ['2026-11-24', 2, 4.5],
        ],
      ),
    );
    expect(found).toEqual([
      expect.objectContaining({
        unit: '件',
        labels: ['11/23', '11/24'],
        series: [{ name: '申し込み', values: [0, 2] }],
      }),
      expect.objectContaining({
        unit: '分',
        series: [{ name: '待ち時間', values: [null, 4.5] }],
        onlyMost: false,
      }),
    ]);
  });

  test('show no more lines than can be told apart, the greatest ones, in the table’s order', () => {
    const columns = Array.from({ length: 9 }, (_, at) => ({ name: `分野${at}`, unit: '件' as const }));
    const [chart] = chartsOf(table(columns, [['2026-11-24', 1, 0, 3, 4, 5, 6, 7, 0, 2]]));
    expect(chart?.series.map(({ name }) => name)).toEqual([
      '分野2',
      '分野3',
      '分野4',
      '分野5',
      '分野6',
      '分野8',
    ]);
    expect(chart?.onlyMost).toBe(true);
  });

  test('know the hours in which people are there', () => {
    const [chart] = chartsOf(
      table(
        [
          { name: '受付日', unit: '件' },
          { name: '受付', unit: '' },
        ],
        [
          ['9時台', 1, 'なし'],
          ['10時台', 4, '全部'],
          ['13時台', 4, '一部'],
        ],
      ),
    );
    expect(chart?.staffed).toEqual([false, true, true]);
    expect(chart?.labels).toEqual(['9時台', '10時台', '13時台']);
  });

  test('tell zero from nothing', () => {
    expect(satisfaction(null).every(isEmpty)).toBe(true);
    expect(satisfaction(0).some(isEmpty)).toBe(false);
  });
});
