import type { FiguresResponse } from '../wire-types.ts';

export type Table = FiguresResponse['tables'][number];

export interface Series {
  name: string;
  values: (number | null)[];
}

/** One chart: what is counted in one unit, over the same labels. */
export interface ChartData {
  unit: string;
  labels: string[];
  series: Series[];
  /** True when lines were left out, so that the others can be told apart. */
  onlyMost: boolean;
  /** Places that lie in staffed hours; empty where that says nothing. */
  staffed: boolean[];
}

/** More lines cannot be told apart without colour; 4–6, as many as there are marks to draw. */
export const MOST_SERIES = 6;

const sum = ({ values }: Series): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);

const most = (series: readonly Series[]): Series[] => {
  if (series.length <= MOST_SERIES) return [...series];
  const ordered = series.toSorted((one, other) => sum(other) - sum(one)).slice(0, MOST_SERIES);
  const counted = ordered.filter((each) => sum(each) > 0);
  const kept = new Set(counted.length > 0 ? counted : ordered);
  return series.filter((each) => kept.has(each));
};

/** 2026-11-24 as 11/24; other labels stay. */
const shortLabel = (label: string): string => {
  const date = /^\d{4}-(\d\d)-(\d\d)$/.exec(label);
  return date ? `${Number(date[1])}/${Number(date[2])}` : label;
};

/** Nothing to draw: no value at all, which is something else than zero. */
export const isEmpty = ({ series }: ChartData): boolean =>
  series.every(({ values }) => values.every((value) => value === null));

const numberOf = (value: number | string | null | undefined): number | null =>
  typeof value === 'number' ? value : null;

/** A table's charts: one a unit, because minutes and counts have no axis in common. */
export const chartsOf = ({ columns, rows }: Table): ChartData[] => {
  const units = [...new Set(columns.map(({ unit }) => unit))].filter((unit) => unit !== '');
  // The one column without a unit tells of each hour whether people are there.
  const staffedAt = columns.findIndex(({ unit }) => unit === '');
  const staffed = staffedAt < 0 ? [] : rows.map(({ values }) => values[staffedAt] !== 'なし');
  return units.map((unit) => {
    const series = columns.flatMap(({ name, unit: of }, at) =>
      of === unit ? [{ name, values: rows.map(({ values }) => numberOf(values[at])) }] : [],
    );
    const kept = most(series);
    const labels = rows.map(({ label }) => shortLabel(label));
    return { unit, labels, series: kept, onlyMost: kept.length < series.length, staffed };
  });
};
