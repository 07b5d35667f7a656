import { el, show } from '../../browser/element.ts';
import { pageLabels as words } from '../labels/page.ts';
import {
  fieldAt,
  lineKeys,
  readFields,
  splitFile,
  withBody,
  withLine,
  withList,
  type FieldKey,
  type Fields,
  type LineKey,
} from '../text/front-matter.ts';
import type { AskForPicture } from '../picture/picture-tool.ts';
import type { ArticleName } from '../view/article-options.ts';
import { linesIn, selectField, textArea, textField } from '../view/fields.ts';
import type { PagesResponse } from '../wire-types.ts';
import { bodyField } from './body-field.ts';
import { relatedPicker } from './related-picker.ts';
import { selectLine } from './select-line.ts';

export interface TextView {
  element: HTMLElement;
  show(text: string): void;
  /** Leads to a line of the file, from 1. */
  goTo(text: string, line: number): void;
}

export interface TextViewPorts {
  articles: readonly ArticleName[];
  groups: PagesResponse['groups'];
  isArticle: boolean;
  /** null where there can be no pictures. */
  askForPicture: AskForPicture | null;
  text(): string;
  changed(text: string): void;
}

type Line = HTMLInputElement | HTMLSelectElement;

const lineFields = ({ groups, isArticle }: TextViewPorts) => {
  const titleHint = isArticle ? words.hints.title : words.wordingTitleHint;
  const group = selectField(
    words.fields.group,
    groups.map(({ id, name }) => ({ value: id, label: name })),
  );
  return {
    title: textField(words.fields.title, 'text', titleHint),
    group,
    source: textField(words.fields.source, 'url'),
    verifiedOn: textField(words.fields.verifiedOn, 'date'),
    reviewBy: textField(words.fields.reviewBy, 'date'),
  };
};

/** A category that the file names and nobody knows stays chosen: the form must not change it silently. */
const choose = (field: Line, value: string): void => {
  const known =
    !(field instanceof HTMLSelectElement) || Array.from(field.options).some((each) => each.value === value);
  if (!known) field.append(el('option', { value }, value));
  field.value = value;
};

/** The file item by item: its front matter as fields, its body with buttons. */
export const formView = (ports: TextViewPorts): TextView => {
  const { isArticle, text, changed } = ports;
  const lines = lineFields(ports);
  const questions = textArea(words.fields.questions, 8, words.hints.questions);
  const tags = textArea(words.fields.tags, 4, words.hints.tags);
  const related = relatedPicker(ports.articles, (ids) => changed(withList(text(), 'related', ids)));
  const body = bodyField(ports.askForPicture);
  const broken = el('p', { class: 'notice' }, words.brokenFront);

  for (const key of lineKeys) {
    const { input } = lines[key];
    input.addEventListener('input', () => changed(withLine(text(), key, input.value.trim())));
  }
  questions.input.addEventListener('input', () =>
    changed(withList(text(), 'questions', linesIn(questions.input.value))),
  );
  tags.input.addEventListener('input', () => changed(withList(text(), 'tags', linesIn(tags.input.value))));
  body.input.addEventListener('input', () => changed(withBody(text(), body.input.value)));

  const more = el(
    'details',
    { class: 'more', open: true },
    el('summary', {}, [words.fields.source, words.fields.verifiedOn, words.fields.reviewBy].join('・')),
    el('div', { class: 'fields' }, lines.source.element, lines.verifiedOn.element, lines.reviewBy.element),
  );
  // What customers read comes first: it is what is changed most.
  const shown = el('div', { class: 'front' }, lines.title.element, isArticle ? lines.group.element : null);
  const found = el('div', { class: 'front' }, questions.element, tags.element, related.element, more);
  const fill = (fields: Fields): void => {
    for (const key of lineKeys) choose(lines[key].input, fields[key]);
    questions.input.value = fields.questions.join('\n');
    tags.input.value = fields.tags.join('\n');
    related.show(fields.related);
  };
  const fieldOf: Record<FieldKey, HTMLElement> = {
    ...inputsOf(lines),
    questions: questions.input,
    tags: tags.input,
    related: related.element.querySelector('input') ?? related.element,
  };

  return {
    element: el('div', { class: 'form' }, broken, shown, body.element, isArticle ? found : null),
    show: (file) => {
      const fields = readFields(file);
      show(broken, fields === null);
      for (const part of [shown, found]) show(part, fields !== null);
      if (fields) fill(fields);
      body.input.value = splitFile(file)?.body ?? '';
    },
    goTo: (file, line) => {
      const at = fieldAt(file, line);
      if (!at) {
        selectLine(body.input, Math.max(0, line - (splitFile(file)?.bodyLine ?? 1)));
        return;
      }
      const field = isKey(at.key) ? fieldOf[at.key] : lines.title.input;
      if (field instanceof HTMLTextAreaElement) selectLine(field, at.item);
      else field.focus();
    },
  };
};

const inputsOf = (lines: ReturnType<typeof lineFields>): Record<LineKey, HTMLElement> => ({
  title: lines.title.input,
  group: lines.group.input,
  source: lines.source.input,
  verifiedOn: lines.verifiedOn.input,
  reviewBy: lines.reviewBy.input,
});

export const isKey = (key: string): key is FieldKey => Object.hasOwn(words.fields, key);
