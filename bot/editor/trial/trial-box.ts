import { el, setText } from '../../browser/element.ts';
import type { Api, Trial } from '../api.ts';
import { trialLabels as words } from '../labels/trial.ts';
import { askLatest } from '../latest.ts';
import { optionsOf, selectField, textField } from '../view/fields.ts';
import { outcomeView } from '../view/outcome-view.ts';
import type { PagesResponse } from '../wire-types.ts';
import { askerForm } from './asker-form.ts';

export interface TrialBox {
  element: HTMLElement;
  /** The text that is being written has changed. */
  refresh(): void;
  stop(): void;
}

interface Ports {
  api: Api;
  plans: PagesResponse['plans'];
  /** The text that is being written; without it one chooses what is asked. */
  page?: () => { path: string; text: string };
}

/** A question is asked as one types it, and again when the text under it changes. */
export const trialBox = ({ api, plans, page }: Ports): TrialBox => {
  const question = textField(words.question);
  question.input.placeholder = words.placeholder;
  question.input.maxLength = 1_000;
  const knowledge = selectField(words.knowledge, optionsOf(words.knowledges));
  const result = el('div', { class: 'tried' }, el('p', { class: 'none' }, words.empty));
  // The whole answer, read out at each change, would be too much to hear.
  const spoken = el('p', { class: 'sr-only', role: 'status' });
  const answers = askLatest(api.tryOut, (tried) => {
    // The question was taken back meanwhile.
    if (question.input.value.trim() === '') return;
    result.replaceChildren(...(tried ? outcomeView(tried) : [el('p', { class: 'failure' }, words.failed)]));
    setText(spoken, tried?.outcome?.label ?? words.failed);
  });

  const trial = (text: string): Trial => ({
    question: text,
    ...asker.read(),
    knowledge: knowledge.input.value === 'drafts' ? 'drafts' : 'served',
    ...(page ? { page: page() } : {}),
  });
  const refresh = (): void => {
    const text = question.input.value.trim();
    if (text === '') {
      result.replaceChildren(el('p', { class: 'none' }, words.empty));
      return;
    }
    if (result.querySelector('.outcome') === null)
      result.replaceChildren(el('p', { class: 'busy' }, words.asking));
    answers.soon(trial(text));
  };
  const asker = askerForm(plans, refresh);
  question.input.addEventListener('input', refresh);
  knowledge.input.addEventListener('input', refresh);

  return {
    element: el(
      'div',
      { class: 'trial' },
      question.element,
      page ? null : knowledge.element,
      asker.element,
      spoken,
      result,
    ),
    refresh,
    stop: () => answers.stop(),
  };
};
