import { button, el, setText } from '../../browser/element.ts';
import { figuresCsv, type FiguresRange } from '../api.ts';
import type { Context, Screen } from '../context.ts';
import { figuresLabels as words } from '../labels/figures.ts';
import { optionsOf, selectField, textField } from '../view/fields.ts';
import { createLoader } from '../view/loading.ts';
import { tableOf } from '../view/table.ts';
import type { FiguresResponse } from '../wire-types.ts';
import { chartsOf, isEmpty, type ChartData, type Table } from './chart-data.ts';
import { drawChart } from './load-charts.ts';

const OWN = 'own';

const chartNode = (title: string, data: ChartData): HTMLElement => {
  if (isEmpty(data)) return el('p', { class: 'none' }, `${words.unit(data.unit)}　${words.nothing}`);
  const place = el('div', { class: 'chart', role: 'img', 'aria-label': words.chart(title, data.unit) });
  void drawChart(place, data).catch(() => place.replaceWith(el('p', { class: 'notice' }, words.chartFailed)));
  return el(
    'figure',
    {},
    el('figcaption', { class: 'aside' }, words.unit(data.unit)),
    place,
    data.onlyMost ? el('p', { class: 'hint' }, words.onlyMost(data.series.length)) : null,
    data.staffed.length > 0 ? el('p', { class: 'hint' }, words.staffed) : null,
  );
};

const tableNode = ({ id, title, columns, rows }: Table, by: FiguresResponse['by']): HTMLElement => {
  const first = id === 'hours' ? words.hour : words[by];
  const heads = [first, ...columns.map(({ name, unit }) => (unit === '' ? name : `${name}（${unit}）`))];
  const cells = rows.map(({ label, values }) => [label, ...values.map((value) => value ?? words.none)]);
  return el('details', {}, el('summary', {}, words.table), tableOf(title, heads, cells));
};

const tableSection = (table: Table, { from, to, by }: FiguresResponse): HTMLElement => {
  const csv = el(
    'a',
    { class: 'button plain', href: figuresCsv({ from, to, by, table: table.id }), download: true },
    words.csv,
  );
  csv.setAttribute('aria-label', words.csvOf(table.title));
  return el(
    'section',
    { class: 'figures' },
    el('div', { class: 'heading' }, el('h3', {}, table.title), csv),
    el(
      'div',
      { class: 'means' },
      el('p', { class: 'name' }, words.definition),
      el('ul', { class: 'plain' }, ...table.means.map((line) => el('li', {}, line))),
    ),
    ...chartsOf(table).map((data) => chartNode(table.title, data)),
    tableNode(table, by),
  );
};

const rangeForm = (chosen: (range: FiguresRange) => void) => {
  const range = selectField(words.range, [...optionsOf(words.ranges), { value: OWN, label: words.own }]);
  range.input.value = '30';
  const by = selectField(words.by, optionsOf(words.bys));
  const from = textField(words.from, 'date');
  const to = textField(words.to, 'date');
  const failure = el('p', { class: 'failure', role: 'alert' });
  const own = el(
    'div',
    { class: 'row own', hidden: true },
    from.element,
    to.element,
    button(words.show, () => go()),
  );
  const read = (): FiguresRange | null => {
    const how = by.input.value === 'week' ? 'week' : 'day';
    if (range.input.value !== OWN) return { by: how, days: range.input.value };
    const [first, last] = [from.input.value, to.input.value];
    return first === '' || last === '' || first > last ? null : { by: how, from: first, to: last };
  };
  const go = (): void => {
    const wanted = read();
    setText(failure, wanted ? '' : words.badRange);
    if (wanted) chosen(wanted);
  };
  range.input.addEventListener('change', () => {
    own.hidden = range.input.value !== OWN;
    if (own.hidden) go();
    else from.input.focus();
  });
  by.input.addEventListener('change', go);
  return {
    element: el(
      'div',
      { class: 'range' },
      el('div', { class: 'row' }, range.element, by.element, own),
      failure,
    ),
    go,
  };
};

/** What happened, by day or week: a chart, its table and its definition for each figure. */
export const figuresScreen = ({ api }: Context): Screen => {
  const place = el('div');
  const load = createLoader(place);
  const form = rangeForm(
    (range) =>
      void load(
        () => api.figures(range),
        (found) => [
          el('p', { class: 'aside', role: 'status' }, words.shown(found.from, found.to)),
          ...(found.tables.length === 0 ? [el('p', { class: 'none' }, words.nothing)] : []),
          ...found.tables.map((table) => tableSection(table, found)),
        ],
      ),
  );
  form.go();
  return {
    title: words.heading,
    element: el('div', {}, el('h2', {}, words.heading), form.element, place),
  };
};
