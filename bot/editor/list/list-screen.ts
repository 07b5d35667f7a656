import { button, el, setText } from '../../browser/element.ts';
import { articlesCsv } from '../api.ts';
import type { Context, Screen } from '../context.ts';
import { listLabels as words } from '../labels/list.ts';
import { problemText } from '../problem-text.ts';
import { createLoader } from '../view/loading.ts';
import type { PagesResponse, UseResponse } from '../wire-types.ts';
import { importCsv } from './csv-import.ts';
import { filterForm } from './filter-form.ts';
import { listItem } from './list-item.ts';
import { byGroup, chosen, withUse, type Filter } from './listed.ts';
import { newArticle } from './new-article.ts';

/** The figures of the list are those of so many days. */
const USE_DAYS = 30;

const groupNames = ({ groups, pages }: PagesResponse): Map<string, string> =>
  new Map([
    ...groups.map(({ id, name }) => [id, name] as const),
    ...pages
      .filter(({ kind }) => kind === 'wording')
      .map(({ group }) => [group, words.wordingGroups[group] ?? group] as const),
  ]);

/** A list that is drawn anew must not take the focus from who goes through it by the keyboard. */
const keepingFocus = (list: HTMLElement, draw: () => void): void => {
  const { activeElement } = document;
  const address = list.contains(activeElement) ? activeElement?.getAttribute('href') : null;
  draw();
  if (address) list.querySelector<HTMLElement>(`a[href="${CSS.escape(address)}"]`)?.focus();
};

/** The texts at once; their figures when they are counted, which takes its time after a start of the service. */
const listOf = (context: Context, found: PagesResponse, use: Promise<UseResponse>): Node[] => {
  const names = groupNames(found);
  const inOrder = byGroup(found.pages, [...names.keys()]);
  let pages = withUse(inOrder, null);
  const count = el('span', { role: 'status' });
  const counting = el('span', { role: 'status' }, words.counting);
  const list = el('ul', { class: 'texts' });
  const draw = (filter: Filter): void => {
    const shown = chosen(pages, filter, found.today);
    setText(count, shown.length === 0 ? words.none : words.shown(shown.length, pages.length));
    list.replaceChildren(
      ...shown.map((page) => listItem(page, names.get(page.group) ?? page.group, found.today)),
    );
  };
  const groups = [...names].map(([value, label]) => ({ value, label }));
  const filter = filterForm(context.me, groups, draw);
  draw(filter.read());
  const counted = (figures: UseResponse): void => {
    pages = withUse(inOrder, figures);
    counting.remove();
    keepingFocus(list, () => draw(filter.read()));
  };
  use.then(counted, (error: unknown) => setText(counting, words.notCounted(problemText(error))));
  // On one line: what goes away when all is counted must not move the list.
  return [filter.element, el('p', { class: 'aside' }, count, ' ', counting), list];
};

/** All texts: where each stands and how it fared. */
export const listScreen = (context: Context): Screen => {
  const { api } = context;
  const place = el('div');
  const load = createLoader(place);
  let groups: PagesResponse['groups'] = [];
  const show = (): Promise<void> =>
    load(api.pages, (found) => {
      ({ groups } = found);
      return listOf(context, found, api.use(USE_DAYS));
    });
  const file = el('input', { type: 'file', accept: '.csv,text/csv', hidden: true });
  file.addEventListener('change', () => {
    const [picked] = Array.from(file.files ?? []);
    if (picked) void importCsv(context, picked).then(show);
    file.value = '';
  });
  void show();
  return {
    title: words.heading,
    element: el(
      'div',
      {},
      el(
        'div',
        { class: 'heading' },
        el('h2', {}, words.heading),
        button(words.create, () => void newArticle(context, groups), 'primary'),
        el('a', { class: 'button plain', href: articlesCsv, download: true }, words.csvExport),
        button(words.csvImport, () => file.click()),
        file,
      ),
      place,
    ),
  };
};
