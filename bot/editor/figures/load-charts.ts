import type * as charts from '../charts/main.ts';
import type { ChartData } from './chart-data.ts';

let loading: Promise<typeof charts> | null = null;
let attempts = 0;

/**
 * The bundle of charts, fetched by whoever looks at one. The address is no literal, so that the bundler
 * leaves it alone, and changes with each attempt, since a browser may remember that a module could not be had.
 */
const loadCharts = (): Promise<typeof charts> => {
  const address = `/editor/charts.js${attempts > 0 ? `?${attempts}` : ''}`;
  loading ??= import(address).catch((error: unknown) => {
    loading = null;
    attempts += 1;
    throw error;
  });
  return loading;
};

/** Draws a chart into a place on the page. */
export const drawChart = async (place: HTMLElement, data: ChartData): Promise<void> => {
  const { drawInto } = await loadCharts();
  drawInto(place, data);
};
