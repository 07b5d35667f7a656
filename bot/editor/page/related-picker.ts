import { button, el, setText } from '../../browser/element.ts';
import { pageLabels as words } from '../labels/page.ts';
import { articleNamed, articleOptions, type ArticleName } from '../view/article-options.ts';
import { newId, textField } from '../view/fields.ts';

export interface RelatedPicker {
  element: HTMLElement;
  show(ids: readonly string[]): void;
}

/** Enter that ends a conversion to kanji is none. */
const onEnter = (input: HTMLInputElement, act: () => void): void =>
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    act();
  });

const chip = (title: string, drop: () => void): HTMLElement => {
  const remove = button('×', drop, 'quiet');
  remove.setAttribute('aria-label', words.relatedRemove(title));
  return el('li', {}, el('span', {}, title), remove);
};

/** Articles by their titles, in the order in which customers see them. */
export const relatedPicker = (
  articles: readonly ArticleName[],
  changed: (ids: readonly string[]) => void,
): RelatedPicker => {
  let ids: readonly string[] = [];
  const list = el('ul', { class: 'chips' });
  const options = articleOptions(articles);
  const { input, element: field } = textField(words.relatedAdd);
  input.setAttribute('list', options.id);
  const failure = el('p', { class: 'failure', role: 'alert' });
  const titleOf = (id: string): string => articles.find((article) => article.id === id)?.title ?? id;

  const draw = (): void =>
    list.replaceChildren(
      ...ids.map((id) => chip(titleOf(id), () => set(ids.filter((other) => other !== id)))),
    );
  const set = (next: readonly string[]): void => {
    ids = next;
    draw();
    input.focus();
    changed(ids);
  };
  const add = (): void => {
    const found = articleNamed(articles, input.value);
    setText(failure, found || input.value.trim() === '' ? '' : words.relatedUnknown);
    if (!found) return;
    input.value = '';
    if (!ids.includes(found.id)) set([...ids, found.id]);
  };
  onEnter(input, add);
  const id = newId('related');
  return {
    element: el(
      'div',
      { class: 'related', role: 'group', 'aria-labelledby': id },
      el('p', { class: 'name', id }, words.fields.related),
      list,
      el('div', { class: 'row' }, field, button(words.relatedButton, add)),
      failure,
      options,
    ),
    show: (next) => {
      ids = next;
      draw();
    },
  };
};
