import { el } from '../../browser/element.ts';
import type { Asker } from '../api.ts';
import { trialLabels as words } from '../labels/trial.ts';
import { optionsOf, selectField, textField } from '../view/fields.ts';
import type { PagesResponse } from '../wire-types.ts';

export interface AskerForm {
  element: HTMLElement;
  /** Absent `at`: now. */
  read(): { customer: Asker; at?: string };
}

/** Who asks, and when: what the answers to some questions hang on. */
export const askerForm = (plans: PagesResponse['plans'], changed: () => void): AskerForm => {
  const loggedIn = selectField(words.loggedIn, optionsOf({ yes: words.yes, no: words.no }));
  const role = selectField(words.role, optionsOf(words.roles));
  const plan = selectField(
    words.plan,
    plans.map(({ id, name }) => ({ value: id, label: name })),
  );
  // Whoever may talk to a person, as when nothing is chosen.
  if (plans.some(({ id }) => id === 'standard')) plan.input.value = 'standard';
  const started = textField(words.trialStartedOn, 'date');
  const at = textField(words.at, 'datetime-local');
  const known = [role, plan, started];
  const fields = [loggedIn, ...known, at];
  for (const { input } of fields)
    input.addEventListener('input', () => {
      for (const field of known) field.input.disabled = loggedIn.input.value === 'no';
      changed();
    });
  return {
    element: el(
      'details',
      { class: 'asker' },
      el('summary', {}, words.asker),
      el('div', { class: 'fields' }, ...fields.map(({ element }) => element)),
    ),
    read: () => {
      const isKnown = loggedIn.input.value === 'yes';
      const customer: Asker = {
        loggedIn: isKnown,
        role: isKnown ? role.input.value : null,
        plan: isKnown ? plan.input.value || null : null,
        trialStartedOn: isKnown ? started.input.value || null : null,
      };
      return at.input.value === '' ? { customer } : { customer, at: `${at.input.value}:00+09:00` };
    },
  };
};
