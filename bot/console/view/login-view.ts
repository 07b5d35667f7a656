import { labels } from '../labels.ts';
import type { State } from '../state/state.ts';
import { el, setText, show } from './element.ts';

const field = (attributes: Record<string, string | boolean>, label: string) => {
  const input = el('input', { required: true, ...attributes });
  const element = el('div', { class: 'field' }, el('label', { for: input.id }, label), input);
  return { input, element };
};

/** The log-in form. `logIn` rejects with the sentence to show. */
export const loginView = (
  logIn: (id: string, password: string) => Promise<void>,
): { element: HTMLElement; update(state: State): void } => {
  const id = field(
    { id: 'login-id', name: 'id', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false' },
    labels.logIn.id,
  );
  const password = field(
    { id: 'login-password', name: 'password', type: 'password', autocomplete: 'current-password' },
    labels.logIn.password,
  );
  const ended = el('p', { class: 'notice' }, labels.logIn.sessionEnded);
  const failure = el('p', { class: 'failure', role: 'alert' });
  const submit = el('button', { type: 'submit', class: 'primary' }, labels.logIn.submit);
  const form = el('form', { novalidate: true }, ended, id.element, password.element, failure, submit);
  const element = el('main', { class: 'login' }, el('h1', {}, labels.logIn.heading), form);

  const attempt = async (): Promise<void> => {
    if (id.input.value === '' || password.input.value === '') throw new Error(labels.logIn.empty);
    await logIn(id.input.value, password.input.value);
    password.input.value = '';
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    setText(failure, '');
    submit.disabled = true;
    setText(submit, labels.logIn.working);
    void attempt()
      .catch((error: unknown) => {
        setText(failure, error instanceof Error ? error.message : labels.problem.server);
        (id.input.value === '' ? id.input : password.input).focus();
      })
      .finally(() => {
        submit.disabled = false;
        setText(submit, labels.logIn.submit);
      });
  });

  return {
    element,
    update: ({ phase, sessionEndedOf }) => {
      const appears = element.hidden && phase === 'logged-out';
      show(element, phase === 'logged-out');
      show(ended, sessionEndedOf !== null);
      if (appears && sessionEndedOf !== null) id.input.value = sessionEndedOf;
      if (appears) (id.input.value === '' ? id.input : password.input).focus();
    },
  };
};
