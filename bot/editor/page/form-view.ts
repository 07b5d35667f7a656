import { el, show } from '../../browser/element.ts';
import { pageLabels as words } from '../labels/page.ts';
import {
  fieldAt,
  readFields,
  splitFile,
  withBody,
  withLine,
  withList,
  type FieldKey,
  type Fields,
} from '../text/front-matter.ts';
import type { AskForPicture } from '../picture/picture-tool.ts';
import type { ArticleName } from '../view/article-options.ts';
import { linesIn, textArea } from '../view/fields.ts';
import type { PagesResponse } from '../wire-types.ts';
import { bodyField } from './body-field.ts';
import { lineFields } from './line-fields.ts';
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

/** The file item by item: its front matter as fields, its body with buttons. */
export const formView = (ports: TextViewPorts): TextView => {
  const { isArticle, text, changed } = ports;
  const lines = lineFields(ports);
  const questions = textArea(words.fields.questions, 8, words.hints.questions);
  const tags = textArea(words.fields.tags, 4, words.hints.tags);
  const related = relatedPicker(ports.articles, (ids) => changed(withList(text(), 'related', ids)));
  const body = bodyField(ports.askForPicture);
  const broken = el('p', { class: 'notice' }, words.brokenFront);

  lines.changed((key, value) => changed(withLine(text(), key, value)));
  questions.input.addEventListener('input', () =>
    changed(withList(text(), 'questions', linesIn(questions.input.value))),
  );
  tags.input.addEventListener('input', () => changed(withList(text(), 'tags', linesIn(tags.input.value))));
  body.input.addEventListener('input', () => changed(withBody(text(), body.input.value)));

  // What customers read comes first: it is what is changed most.
  const shown = el(
    'div',
    { class: 'front' },
    lines.fields.title.element,
    isArticle ? lines.fields.group.element : null,
  );
  const found = el('div', { class: 'front' }, questions.element, tags.element, related.element, lines.more);
  const fill = (fields: Fields): void => {
    lines.fill(fields);
    questions.input.value = fields.questions.join('\n');
    tags.input.value = fields.tags.join('\n');
    related.show(fields.related);
  };
  const fieldOf: Record<FieldKey, HTMLElement> = {
    ...lines.inputs,
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
    goTo: (file, line) => leadTo({ fields: fieldOf, body: body.input }, file, line),
  };
};

interface Places {
  fields: Record<FieldKey, HTMLElement>;
  body: HTMLTextAreaElement;
}

const leadTo = ({ fields, body }: Places, file: string, line: number): void => {
  const at = fieldAt(file, line);
  if (!at) {
    selectLine(body, Math.max(0, line - (splitFile(file)?.bodyLine ?? 1)));
    return;
  }
  const field = isKey(at.key) ? fields[at.key] : fields.title;
  if (field instanceof HTMLTextAreaElement) selectLine(field, at.item);
  else field.focus();
};

export const isKey = (key: string): key is FieldKey => Object.hasOwn(words.fields, key);
