import { button, el, setText } from './element.ts';
import { sharedLabels } from './labels.ts';

export interface ModalRecipe {
  heading: string;
  content: readonly Node[];
  submit: string;
  danger?: boolean;
  /** A sentence that says what is missing, or null when the form may go. */
  check?: () => string | null;
}

let count = 0;

/** The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back. */
export const openDialog = (
  heading: string,
  className: string,
): { dialog: HTMLDialogElement; body: HTMLElement } => {
  count += 1;
  const id = `dialog-${count}`;
  const body = el('div');
  const dialog = el('dialog', { class: className, 'aria-labelledby': id }, el('h2', { id }, heading), body);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  return { dialog, body };
};

/** Asks; true when they submitted, false when they cancelled. */
export const ask = ({ heading, content, submit, danger, check }: ModalRecipe): Promise<boolean> => {
  const { dialog, body } = openDialog(heading, 'ask');
  const failure = el('p', { class: 'failure', role: 'alert' });
  const go = el('button', { type: 'submit', class: danger === true ? 'danger' : 'primary' }, submit);
  const cancel = button(sharedLabels.cancel, () => dialog.close());
  const form = el(
    'form',
    { novalidate: true },
    ...content,
    failure,
    el('div', { class: 'buttons' }, cancel, go),
  );
  body.append(form);
  return new Promise((resolve) => {
    let submitted = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const missing = check?.() ?? null;
      setText(failure, missing ?? '');
      if (missing !== null) return;
      submitted = true;
      dialog.close();
    });
    dialog.addEventListener('close', () => resolve(submitted));
    dialog.showModal();
  });
};
