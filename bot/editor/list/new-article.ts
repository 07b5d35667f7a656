import { setText, el } from '../../browser/element.ts';
import { ask } from '../../browser/modal.ts';
import { Problem } from '../../browser/problem.ts';
import type { Context } from '../context.ts';
import { listLabels } from '../labels/list.ts';
import { problemText } from '../problem-text.ts';
import { pageAddress } from '../route.ts';
import { linesIn, selectField, textArea, textField } from '../view/fields.ts';
import type { PagesResponse } from '../wire-types.ts';

const words = listLabels.newArticle;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export interface Beginning {
  title: string;
  questions: readonly string[];
}

/** Asks for what a new article must have, makes its draft, and opens it. */
export const newArticle = async (
  { api, messages }: Context,
  groups: PagesResponse['groups'],
  beginning: Beginning = { title: '', questions: [] },
): Promise<void> => {
  const title = textField(words.title);
  title.input.value = beginning.title;
  const id = textField(words.id, 'text', words.idHint);
  id.input.autocapitalize = 'none';
  const group = selectField(
    words.group,
    groups.map((each) => ({ value: each.id, label: each.name })),
  );
  const questions = textArea(words.questions, 4);
  questions.input.value = beginning.questions.join('\n');
  const failure = el('p', { class: 'failure', role: 'alert' });
  const read = () => ({
    title: title.input.value.trim(),
    id: id.input.value.trim(),
    group: group.input.value,
    questions: linesIn(questions.input.value),
  });
  const check = (): string | null => {
    const article = read();
    const missing = article.title === '' || article.id === '' || article.questions.length === 0;
    if (missing) return words.missing;
    return ID.test(article.id) ? null : words.badId;
  };
  const content = [title.element, id.element, group.element, questions.element, failure];
  // What was typed stays when the server refuses it.
  for (;;) {
    if (!(await ask({ heading: words.heading, content, submit: words.submit, check }))) return;
    try {
      const { path } = await api.newArticle(read());
      window.location.hash = pageAddress(path);
      return;
    } catch (error) {
      const taken = error instanceof Problem && error.code === 'text-changed';
      const text = taken ? words.taken : problemText(error);
      if (error instanceof Problem && error.status === 401) messages.problem(text);
      setText(failure, text);
    }
  }
};
