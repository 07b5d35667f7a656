import { companyAccountView } from './company-account-view.ts';
import { el, setText, show } from './element.ts';
import { sharedLabels as labels } from './labels.ts';
import type { SignInState } from './sign-in-state.ts';

const field = (attributes: Record<string, string | boolean>, label: string) => {
  const input = el('input', { required: true, ...attributes });
  const element = el('div', { class: 'field' }, el('label', { for: input.id }, label), input);
  return { input, element };
};

interface Parts {
  form: HTMLFormElement;
  submit: HTMLButtonElement;
  failure: HTMLElement;
}

/** One attempt at a time, and what became of it; `failed` hears of one that did not succeed. */
const onSubmit = (
  { form, submit, failure }: Parts,
  attempt: () => Promise<void>,
  failed: () => void,
): void => {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    setText(failure, '');
    submit.disabled = true;
    setText(submit, labels.logIn.working);
    void attempt()
      .catch((error: unknown) => {
        setText(failure, error instanceof Error ? error.message : labels.problem.server);
        failed();
      })
      .finally(() => {
        submit.disabled = false;
        setText(submit, labels.logIn.submit);
      });
  });
};

export interface LoginPorts {
  /** Rejects with the sentence to show. */
  logIn(id: string, password: string): Promise<void>;
  /** How the last way through the company's provider ended, as the address said it. */
  outcome: string | null;
  /** The browser leaves for the company's provider. */
  leaving(): void;
}

export interface LoginForm {
  element: HTMLElement;
  update(state: SignInState): void;
  /** It has come into sight: whose session ended need not say again who they are. */
  begin(state: SignInState): void;
}

/** The ways in: the company's account, a password, or both, as the server offers them. */
export const loginForm = ({ logIn, outcome, leaving }: LoginPorts): LoginForm => {
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
  const company = companyAccountView(outcome, leaving);
  const or = el('p', { class: 'or' }, labels.logIn.or);
  const form = el('form', { novalidate: true }, or, id.element, password.element, failure, submit);
  const focus = (ways: SignInState['ways']): void => {
    if (ways?.password === false) company.link.focus();
    else (id.input.value === '' ? id.input : password.input).focus();
  };

  const attempt = async (): Promise<void> => {
    if (id.input.value === '' || password.input.value === '') throw new Error(labels.logIn.empty);
    await logIn(id.input.value, password.input.value);
    password.input.value = '';
  };
  onSubmit({ form, submit, failure }, attempt, () => focus(null));

  return {
    element: el('div', { class: 'sign-in' }, ended, company.element, form),
    update: (state) => {
      show(ended, state.sessionEndedOf !== null);
      company.update(state);
      show(form, state.ways?.password !== false);
      show(or, state.ways?.company === true);
    },
    begin: ({ ways, sessionEndedOf }) => {
      if (sessionEndedOf !== null) id.input.value = sessionEndedOf;
      focus(ways);
    },
  };
};
