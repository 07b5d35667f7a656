import { button, el, setText, show } from '../browser/element.ts';
import { sharedLabels } from '../browser/labels.ts';
import type { LoginView } from '../browser/login-view.ts';
import { openDialog } from '../browser/modal.ts';
import type { SignInState } from '../browser/sign-in-state.ts';
import { shellLabels } from './labels/shell.ts';

const { sessionOver: words } = shellLabels;

export interface SignInAgain {
  element: HTMLElement;
  /** Says that the session has ended, beside what is being written. */
  tell(): void;
  /** Asks for it over whatever is open; that stays, and is there again afterwards. */
  open(): void;
  /** There is a session again, or none is wanted any more. */
  over(): void;
}

/**
 * For who was at work when their session ended: the page stays as it is, with the place of the cursor, and the form
 * of the login page comes to it.
 */
export const signInAgain = ({ element: page, form }: LoginView, state: () => SignInState): SignInAgain => {
  let dialog: HTMLDialogElement | null = null;
  const open = (): void => {
    if (dialog) return;
    const opened = openDialog(words.heading, 'sign-in-again');
    dialog = opened.dialog;
    const later = button(words.later, () => opened.dialog.close());
    opened.body.append(form.element, el('div', { class: 'buttons' }, later));
    dialog.addEventListener('close', () => {
      page.append(form.element);
      dialog = null;
    });
    dialog.showModal();
    form.begin(state());
  };
  const text = el('p', { role: 'alert' });
  const element = el('div', { class: 'session-over', hidden: true }, text, button(words.submit, open));
  return {
    element,
    tell: () => {
      show(element, true);
      setText(text, sharedLabels.logIn.sessionEnded);
    },
    open,
    over: () => {
      show(element, false);
      setText(text, '');
      dialog?.close();
    },
  };
};
