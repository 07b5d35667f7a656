import { el } from '../../browser/element.ts';
import { listLabels as words } from '../labels/list.ts';
import { checkField, optionsOf, selectField, textField, type Option } from '../view/fields.ts';
import { everything, sortKeys, type Filter } from './listed.ts';

const states = ['draft', 'new', 'waiting', 'served', 'broken'] as const;
const kinds = ['all', 'article', 'wording'] as const;

const oneOf = <T extends string>(values: readonly T[], value: string): T | undefined =>
  values.find((each) => each === value);

const kept = new WeakMap<object, Filter>();

/**
 * What of the list is wanted. Coming back from a text, the list is as it was left.
 * @param session whose choices these are, as long as the program runs
 */
export const filterForm = (session: object, groups: readonly Option[], changed: (filter: Filter) => void) => {
  const before = kept.get(session) ?? everything;
  const query = textField(words.search, 'search');
  const kind = selectField(words.kind, optionsOf(words.kinds));
  const group = selectField(words.group, [{ value: '', label: words.any }, ...groups]);
  const state = selectField(words.state, [
    { value: '', label: words.any },
    ...states.map((value) => ({ value, label: words.states[value] })),
  ]);
  const sort = selectField(words.sort, optionsOf(words.sorts));
  const review = checkField(words.review, before.reviewDue);
  query.input.value = before.query;
  kind.input.value = before.kind;
  group.input.value = before.group;
  state.input.value = before.state;
  sort.input.value = before.sort;

  const read = (): Filter => ({
    query: query.input.value,
    kind: oneOf(kinds, kind.input.value) ?? 'all',
    group: group.input.value,
    state: oneOf(states, state.input.value) ?? '',
    reviewDue: review.input.checked,
    sort: oneOf(sortKeys, sort.input.value) ?? 'group',
  });
  const element = el(
    'form',
    { class: 'filter', role: 'search' },
    ...[query, kind, group, state, sort, review].map((field) => field.element),
  );
  element.addEventListener('submit', (event) => event.preventDefault());
  element.addEventListener('input', () => {
    kept.set(session, read());
    changed(read());
  });
  return { element, read };
};
