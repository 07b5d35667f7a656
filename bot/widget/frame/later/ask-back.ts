import { button, h } from '../view/h.ts';
import { keepFocusInside } from './keep-focus-inside.ts';
import { labels } from './labels.ts';

const { startOver: words } = labels;

/**
 * Asks back before the conversation is left, since nothing leads back to it. Resolves to true when the customer
 * wants to; Escape leaves everything as it is. The browser's own `confirm` does not open in another site's frame.
 */
export const asksToStartOver = (): Promise<boolean> =>
  new Promise((resolve) => {
    const entry = (label: string, value: string): HTMLElement =>
      button(label, () => dialog.close(value), { class: 'ask' });
    const dialog = h(
      'dialog',
      { class: 'ask-back', 'aria-labelledby': 'ask-back', 'aria-describedby': 'ask-back-loss' },
      h('h2', { id: 'ask-back' }, words.question),
      h('p', { id: 'ask-back-loss' }, words.loss),
      // First, and so where the focus is to begin with.
      entry(words.stay, ''),
      entry(words.leave, 'leave'),
    );
    keepFocusInside(dialog);
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue !== '');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
