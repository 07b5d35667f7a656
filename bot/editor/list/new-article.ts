import { setText, el } from '../../browser/element.ts';
import { ask } from '../../browser/modal.ts';
import { Problem } from '../../browser/problem.ts';
import type { Api, NewArticle } from '../api.ts';
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

/** What a new article must have, as fields. */
const articleForm = (groups: PagesResponse['groups'], beginning: Beginning) => {
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
  const read = (): NewArticle => ({
    title: title.input.value.trim(),
    id: id.input.value.trim(),
    group: group.input.value,
    questions: linesIn(questions.input.value),
  });
  return { content: [title.element, id.element, group.element, questions.element], read };
};

/** The sentence that says what is missing; null when nothing is. */
const problemOf = ({ title, id, questions }: NewArticle): string | null => {
  if (title === '' || id === '' || questions.length === 0) return words.missing;
  return ID.test(id) ? null : words.badId;
};

/** Asks for what a new article must have, makes its draft, and opens it. */
export const newArticle = async (
  { api, messages }: Context,
  groups: PagesResponse['groups'],
  beginning: Beginning = { title: '', questions: [] },
): Promise<void> => {
  const { content, read } = articleForm(groups, beginning);
  const failure = el('p', { class: 'failure', role: 'alert' });
  const recipe = {
    heading: words.heading,
    content: [...content, failure],
    submit: words.submit,
    check: () => problemOf(read()),
  };
  // What was typed stays when the server refuses it.
  while (await ask(recipe)) {
    const error = await made(api, read());
    if (error === null) return;
    const isTaken = error instanceof Problem && error.code === 'text-changed';
    const text = isTaken ? words.taken : problemText(error);
    if (error instanceof Problem && error.status === 401) messages.problem(text);
    setText(failure, text);
  }
};

/** Makes the draft and opens it; why not, when it could not be made. */
const made = async (api: Api, article: NewArticle): Promise<unknown> => {
  try {
    const { path } = await api.newArticle(article);
    window.location.hash = pageAddress(path);
    return null;
  } catch (error) {
    return error;
  }
};
