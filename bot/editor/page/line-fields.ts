import { el } from '../../browser/element.ts';
import { pageLabels as words } from '../labels/page.ts';
import { lineKeys, type Fields, type LineKey } from '../text/front-matter.ts';
import { selectField, textField } from '../view/fields.ts';
import type { PagesResponse } from '../wire-types.ts';

type Line = HTMLInputElement | HTMLSelectElement;

interface Ports {
  groups: PagesResponse['groups'];
  isArticle: boolean;
}

/** The items of the front matter that are one line each. */
export const lineFields = (ports: Ports) => {
  const fields = fieldsFor(ports);
  const { source, verifiedOn, reviewBy } = fields;
  return {
    fields,
    /** Those that are seldom changed, folded together. */
    more: el(
      'details',
      { class: 'more', open: true },
      el('summary', {}, [words.fields.source, words.fields.verifiedOn, words.fields.reviewBy].join('・')),
      el('div', { class: 'fields' }, source.element, verifiedOn.element, reviewBy.element),
    ),
    inputs: inputsOf(fields),
    fill: (values: Fields): void => {
      for (const key of lineKeys) choose(fields[key].input, values[key]);
    },
    changed: (heard: (key: LineKey, value: string) => void): void => {
      for (const key of lineKeys) {
        const { input } = fields[key];
        input.addEventListener('input', () => heard(key, input.value.trim()));
      }
    },
  };
};

const fieldsFor = ({ groups, isArticle }: Ports) => ({
  title: textField(words.fields.title, 'text', isArticle ? words.hints.title : words.wordingTitleHint),
  group: selectField(
    words.fields.group,
    groups.map(({ id, name }) => ({ value: id, label: name })),
  ),
  source: textField(words.fields.source, 'url'),
  verifiedOn: textField(words.fields.verifiedOn, 'date'),
  reviewBy: textField(words.fields.reviewBy, 'date'),
});

const inputsOf = (fields: ReturnType<typeof fieldsFor>): Record<LineKey, HTMLElement> => ({
  title: fields.title.input,
  group: fields.group.input,
  source: fields.source.input,
  verifiedOn: fields.verifiedOn.input,
  reviewBy: fields.reviewBy.input,
});

/** A category that the file names and nobody knows stays chosen: the form must not change it silently. */
const choose = (field: Line, value: string): void => {
  const known =
    !(field instanceof HTMLSelectElement) || Array.from(field.options).some((each) => each.value === value);
  if (!known) field.append(el('option', { value }, value));
  field.value = value;
};
