import { stringify } from 'csv-stringify/sync';
import type { FiguresTable } from './tables.ts';

/** A table as a file that Excel opens: UTF-8 with a byte order mark, CR LF, the unit in the heading. */
export const tableCsv = ({ columns, rows }: FiguresTable, firstColumn: string): string =>
  stringify(
    [
      [firstColumn, ...columns.map(({ name, unit }) => (unit === '' ? name : `${name}（${unit}）`))],
      ...rows.map(({ label, values }) => [label, ...values]),
    ],
    { bom: true, record_delimiter: 'windows' },
  );
