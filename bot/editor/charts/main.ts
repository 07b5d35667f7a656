import uPlot from 'uplot';
import { el } from '../../browser/element.ts';
import type { ChartData } from '../figures/chart-data.ts';
import { legendOf } from './legend.ts';
import { marks, type Mark } from './marks.ts';

const HEIGHT = 260;
/** Below this a chart cannot be read; the place then scrolls. CSS pixels. */
const LEAST_WIDTH = 260;
const RADIUS = 4;
const LABEL_SPACE = 56;

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

interface Place {
  left: number;
  top: number;
}

const drawMark = (ctx: CanvasRenderingContext2D, { shape }: Mark, { left, top }: Place): void => {
  ctx.beginPath();
  for (const [dx, dy] of shape)
    ctx.lineTo(left + dx * RADIUS * devicePixelRatio, top + dy * RADIUS * devicePixelRatio);
  ctx.closePath();
  ctx.fill();
  ctx.stroke();
};

const placesOf = (plot: uPlot, values: ChartData['series'][number]['values']): Place[] =>
  values.flatMap((value, index) =>
    value === null ? [] : [{ left: plot.valToPos(index, 'x', true), top: plot.valToPos(value, 'y', true) }],
  );

/** The lines' own marks, and the values that stand alone between gaps. */
const drawMarks =
  ({ series }: ChartData) =>
  (plot: uPlot): void => {
    const { ctx } = plot;
    ctx.save();
    // The last line's dash is still set: marks of dashes cannot be told from each other.
    ctx.setLineDash([]);
    for (const [at, { values }] of series.entries()) {
      const mark = marks[at] ?? marks[0];
      ctx.strokeStyle = colour(`--series-${at + 1}`);
      ctx.fillStyle = mark.filled ? ctx.strokeStyle : colour('--surface');
      ctx.lineWidth = 1.5 * devicePixelRatio;
      for (const place of placesOf(plot, values)) drawMark(ctx, mark, place);
    }
    ctx.restore();
  };

/** A band behind each place that lies in staffed hours. */
const drawStaffed =
  ({ staffed }: ChartData) =>
  (plot: uPlot): void => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.fillStyle = colour('--band');
    for (const [index, isStaffed] of staffed.entries()) {
      if (!isStaffed) continue;
      const left = plot.valToPos(index - 0.5, 'x', true);
      ctx.fillRect(left, bbox.top, plot.valToPos(index + 0.5, 'x', true) - left, bbox.height);
    }
    ctx.restore();
  };

const axis = (): uPlot.Axis => ({
  stroke: () => colour('--muted'),
  grid: { stroke: () => colour('--line'), width: 1 },
  ticks: { stroke: () => colour('--line'), width: 1 },
  font: '12px sans-serif',
});

const optionsOf = (chart: ChartData, width: number): uPlot.Options => ({
  width,
  height: HEIGHT,
  legend: { show: false },
  cursor: { show: false },
  scales: {
    x: { time: false, range: [-0.5, chart.labels.length - 0.5] },
    y: { range: (_plot, _least, most) => [0, chart.unit === '%' ? 105 : Math.max((most ?? 0) * 1.1, 1)] },
  },
  axes: [
    {
      ...axis(),
      space: LABEL_SPACE,
      incrs: [1, 2, 5, 7, 10, 14, 30, 60, 90],
      values: (_plot, places) => places.map((place) => chart.labels[place] ?? ''),
    },
    // Nobody counts in halves.
    { ...axis(), size: 56, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] },
  ],
  series: [
    {},
    ...chart.series.map(({ name }, at) => ({
      label: name,
      stroke: () => colour(`--series-${at + 1}`),
      width: 2,
      dash: [...(marks[at] ?? marks[0]).dash],
      points: { show: false },
    })),
  ],
  hooks: { drawClear: [drawStaffed(chart)], draw: [drawMarks(chart)] },
});

const widthOf = (place: HTMLElement): number => Math.max(place.clientWidth, LEAST_WIDTH);

/** Draws the chart and its legend, and keeps it in the size and the colours of the page. */
export const drawInto = (place: HTMLElement, chart: ChartData): void => {
  const canvas = el('div', { class: 'canvas' });
  place.replaceChildren(legendOf(chart.series), canvas);
  const data: uPlot.AlignedData = [
    chart.labels.map((_, index) => index),
    ...chart.series.map(({ values }) => values),
  ];
  const plot = new uPlot(optionsOf(chart, widthOf(place)), data, canvas);
  const scheme = window.matchMedia('(prefers-color-scheme: dark)');
  const recolour = (): void => {
    if (canvas.isConnected) plot.redraw();
    else end();
  };
  const sizes = new ResizeObserver(() => {
    if (!canvas.isConnected) end();
    else if (widthOf(place) !== plot.width) plot.setSize({ width: widthOf(place), height: HEIGHT });
  });
  const end = (): void => {
    sizes.disconnect();
    scheme.removeEventListener('change', recolour);
    plot.destroy();
  };
  sizes.observe(place);
  scheme.addEventListener('change', recolour);
};
