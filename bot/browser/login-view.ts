import { el, show } from './element.ts';
import { loginForm, type LoginForm, type LoginPorts } from './login-form.ts';
import type { SignInState } from './sign-in-state.ts';

export interface LoginView {
  element: HTMLElement;
  form: LoginForm;
  update(state: SignInState): void;
}

/** The page that is there while nobody is signed in. */
export const loginView = ({ heading, ...ports }: LoginPorts & { heading: string }): LoginView => {
  const form = loginForm(ports);
  const element = el('main', { class: 'login' }, el('h1', {}, heading), form.element);
  return {
    element,
    form,
    update: (state) => {
      const appears = element.hidden && state.phase === 'logged-out';
      show(element, state.phase === 'logged-out');
      form.update(state);
      if (appears) form.begin(state);
    },
  };
};
