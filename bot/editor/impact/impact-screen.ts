import { button, el, setText } from '../../browser/element.ts';
import type { Context, Screen } from '../context.ts';
import { impactLabels as words } from '../labels/impact.ts';
import { checkField, optionsOf, selectField } from '../view/fields.ts';
import { copyText } from '../view/copy.ts';
import { createLoader } from '../view/loading.ts';
import type { PageItem } from '../wire-types.ts';
import { impactNodes } from './impact-view.ts';

const formOf = (context: Context, drafts: readonly PageItem[]): Node[] => {
  const boxes = drafts.map(({ path, title }) => ({ path, ...checkField(title, true) }));
  const days = selectField(words.days, optionsOf(words.dayOptions));
  days.input.value = '30';
  const failure = el('p', { class: 'failure', role: 'alert' });
  const result = el('div');
  const load = createLoader(result);
  const run = (): void => {
    const paths = boxes.filter(({ input }) => input.checked).map(({ path }) => path);
    setText(failure, paths.length === 0 ? words.chooseOne : '');
    if (paths.length === 0) return;
    void load(
      () => context.api.impact(paths, Number(days.input.value)),
      (impact) => [
        button(words.copy, () => void copyText(impact.markdown, context.messages)),
        ...impactNodes(impact),
      ],
      words.running,
    );
  };
  return [
    el(
      'fieldset',
      { class: 'drafts' },
      el('legend', {}, words.drafts),
      ...boxes.map(({ element }) => element),
    ),
    el('div', { class: 'row' }, days.element, button(words.run, run, 'primary')),
    failure,
    result,
  ];
};

/** What drafts would change, over golden questions and those of customers. */
export const impactScreen = (context: Context): Screen => {
  const place = el('div');
  void createLoader(place)(context.api.pages, ({ pages }) => {
    const drafts = pages.filter(({ draft }) => draft !== null);
    return drafts.length === 0 ? [el('p', { class: 'none' }, words.noDrafts)] : formOf(context, drafts);
  });
  return {
    title: words.heading,
    element: el('div', {}, el('h2', {}, words.heading), el('p', { class: 'intro' }, words.intro), place),
  };
};
