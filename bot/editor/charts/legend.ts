import { el } from '../../browser/element.ts';
import type { Series } from '../figures/chart-data.ts';
import { marks, type Mark } from './marks.ts';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 36;
const HEIGHT = 14;
const RADIUS = 4;

const svg = (name: string, attributes: Record<string, string>): SVGElement => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

const sample = ({ dash, shape, filled }: Mark): SVGElement => {
  const picture = svg('svg', {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    width: String(WIDTH),
    height: String(HEIGHT),
  });
  const middle = HEIGHT / 2;
  const line = { x1: '0', y1: String(middle), x2: String(WIDTH), y2: String(middle) };
  const points = shape.map(([x, y]) => `${WIDTH / 2 + x * RADIUS},${middle + y * RADIUS}`).join(' ');
  picture.append(
    svg('line', { ...line, class: 'line', 'stroke-dasharray': dash.join(' ') }),
    svg('polygon', { points, class: filled ? 'filled' : 'hollow' }),
  );
  return picture;
};

/** Which line is which. */
export const legendOf = (series: readonly Series[]): HTMLElement =>
  el(
    'ul',
    { class: 'legend' },
    ...series.map(({ name }, at) =>
      el('li', { class: `series-${at + 1}` }, sample(marks[at] ?? marks[0]), el('span', {}, name)),
    ),
  );
