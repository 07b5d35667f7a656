import { labels } from '../labels.ts';
import { mayRead } from '../state/permissions.ts';
import { countsOf, itemsOf, matchesQuery } from '../state/queue-order.ts';
import { isUnread } from '../state/read-marks.ts';
import { formatRoute, listIds, type ListId } from '../state/route.ts';
import { shownItems } from '../state/shown-items.ts';
import type { History, State } from '../state/state.ts';
import { el, setAttributes, setText, show } from '../../browser/element.ts';
import { keyedList } from './keyed-list.ts';
import { listItemView, type Row } from './list-item-view.ts';

export interface ListPorts {
  query(query: string): void;
  searchHistory(scope: History['scope'], query: string): void;
  /** Milliseconds of the server's clock. */
  now(): number;
}

export interface ListView {
  element: HTMLElement;
  update(state: State): void;
  focusSearch(): void;
}

const switcher = (): { element: HTMLElement; update(state: State): void } => {
  const counts = new Map(listIds.map((id) => [id, el('span', { class: 'count' })]));
  const links = new Map(
    listIds.map((id) => [id, el('a', {}, labels.lists.names[id], counts.get(id) ?? null)] as const),
  );
  const element = el('nav', { class: 'switcher', 'aria-label': labels.lists.kinds }, ...links.values());
  return {
    element,
    update: ({ route, desk, agent }) => {
      const numbers: Partial<Record<ListId, number>> = countsOf(desk.values(), agent?.id ?? '');
      for (const [id, link] of links) {
        const href = formatRoute({ list: id, conversationId: route.conversationId });
        setAttributes(link, { href, 'aria-current': route.list === id ? 'page' : null });
        const number = numbers[id];
        const count = counts.get(id);
        if (count) setText(count, number === undefined ? '' : String(number));
      }
    },
  };
};

const historyForm = (ports: ListPorts, field: HTMLInputElement) => {
  const scope = el(
    'select',
    { id: 'history-scope', 'aria-label': labels.lists.scope },
    el('option', { value: 'closed' }, labels.lists.scopes.closed),
    el('option', { value: 'all' }, labels.lists.scopes.all),
  );
  const search = (): void => ports.searchHistory(scope.value === 'all' ? 'all' : 'closed', field.value);
  scope.addEventListener('change', search);
  const element = el(
    'div',
    { class: 'scope' },
    scope,
    el('button', { type: 'submit' }, labels.lists.searchButton),
  );
  return { element, search };
};

const emptyText = (state: State): string => {
  const { route, query, history, desk, agent } = state;
  if (!mayRead(agent)) return labels.lists.notForRole;
  if (route.list === 'history') {
    return { idle: labels.lists.empty.history, loading: labels.lists.loading, failed: labels.lists.failed }[
      history.status
    ];
  }
  if (!state.deskKnown) return labels.lists.loading;
  const hidden = itemsOf(desk.values(), { list: route.list, agentId: agent?.id ?? '', query: '' });
  return hidden.some((item) => !matchesQuery(item, query))
    ? labels.lists.noMatch
    : labels.lists.empty[route.list];
};

const noteUnder = (state: State, shown: number): string => {
  const { history, route } = state;
  const isHistory = route.list === 'history';
  if (shown === 0 || (isHistory && history.status !== 'idle')) return emptyText(state);
  return isHistory && history.olderNotSearched ? labels.lists.olderNotSearched : '';
};

/** Longest search that the server takes. */
const longestSearch = '200';

export const listView = (ports: ListPorts): ListView => {
  const tabs = switcher();
  const heading = el('h2', { class: 'sr-only' });
  const field = el('input', {
    type: 'search',
    id: 'list-search',
    autocomplete: 'off',
    maxlength: longestSearch,
  });
  const fieldLabel = el('label', { for: 'list-search', class: 'sr-only' });
  const history = historyForm(ports, field);
  const form = el('form', { role: 'search', class: 'search' }, fieldLabel, field, history.element);
  const list = el('ul', { class: 'items' });
  const empty = el('p', { class: 'empty' });
  const element = el(
    'section',
    { class: 'list', 'aria-label': labels.lists.nav },
    tabs.element,
    heading,
    form,
    list,
    empty,
  );
  const updateItems = keyedList<Row>(list, { key: ({ item }) => item.conversationId, create: listItemView });

  field.addEventListener('input', () => ports.query(field.value));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!history.element.hidden) history.search();
  });

  return {
    element,
    focusSearch: () => field.focus(),
    update: (state) => {
      const { route } = state;
      tabs.update(state);
      setText(heading, labels.lists.headings[route.list]);
      const isHistory = route.list === 'history';
      setText(fieldLabel, isHistory ? labels.lists.historySearch : labels.lists.search);
      field.placeholder = isHistory ? labels.lists.historySearch : labels.lists.search;
      show(history.element, isHistory);
      const clock = { now: ports.now(), staffed: state.staffed };
      const rows = shownItems(state).map((item): Row => ({
        item,
        clock,
        href: formatRoute({ list: route.list, conversationId: item.conversationId }),
        current: route.conversationId === item.conversationId,
        // In the past nothing is new; dots there would only be noise.
        unread: !isHistory && isUnread(state.marks, item, state.agent?.id),
        typing: state.typing.has(item.conversationId),
        draft: state.draftIds.has(item.conversationId),
        mine: item.agentId !== null && item.agentId === state.agent?.id,
      }));
      updateItems(rows);
      const note = noteUnder(state, rows.length);
      show(empty, note !== '');
      setText(empty, note);
    },
  };
};
