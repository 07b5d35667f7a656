import { el } from '../../browser/element.ts';
import type { Context, Screen } from '../context.ts';
import { gapsLabels as words } from '../labels/gaps.ts';
import { selectField } from '../view/fields.ts';
import { createLoader } from '../view/loading.ts';
import { gapView } from './gap-view.ts';
import { useView } from './use-view.ts';

const DAYS = [7, 30, 90, 365];

/** What customers asked in vain, and how the articles fared. */
export const gapsScreen = (context: Context): Screen => {
  const { api } = context;
  const days = selectField(
    words.days,
    DAYS.map((each) => ({ value: String(each), label: words.dayOption(each) })),
  );
  days.input.value = '30';
  const place = el('div');
  const load = createLoader(place);
  const show = (): void => {
    const wanted = Number(days.input.value);
    void load(
      () => Promise.all([api.gaps(wanted), api.use(wanted), api.pages()]),
      ([gaps, use, pages]) => [
        gaps.groups.length === 0
          ? el('p', { class: 'none' }, words.none)
          : el('p', { class: 'aside' }, words.total(gaps.questions, gaps.groups.length)),
        el('ul', { class: 'gaps' }, ...gaps.groups.map((gap) => gapView(context, gap, pages))),
        el('div', { class: 'uses' }, ...useView(use)),
      ],
    );
  };
  days.input.addEventListener('change', show);
  show();
  return {
    title: words.heading,
    element: el(
      'div',
      {},
      el('h2', {}, words.heading),
      el('p', { class: 'intro' }, words.intro),
      el('div', { class: 'row' }, days.element),
      place,
    ),
  };
};
