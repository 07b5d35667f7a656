import { commandOf, type Command } from './shortcuts.ts';

/** Types of `input` that take no letters. */
const NOT_TYPED = new Set(['radio', 'checkbox', 'button', 'submit']);

const takesText = (element: Element | null): boolean =>
  (element instanceof HTMLInputElement && !NOT_TYPED.has(element.type)) ||
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement;

const leaveField = (): void => {
  if (document.activeElement instanceof HTMLElement && takesText(document.activeElement))
    document.activeElement.blur();
};

export interface KeyboardPorts {
  /** False while there is nothing to command, such as before logging in. */
  active(): boolean;
  singleKeys(): boolean;
  run(command: Command): void;
}

/** Keys that work anywhere on the page. */
export const listenToKeys = ({ active, singleKeys, run }: KeyboardPorts): void =>
  document.addEventListener('keydown', (event) => {
    if (!active() || event.isComposing || event.defaultPrevented) return;
    const dialogOpen = document.querySelector('dialog[open]') !== null;
    if (event.key === 'Escape' && !dialogOpen) leaveField();
    const command = commandOf(event, {
      typing: takesText(document.activeElement),
      dialogOpen,
      singleKeys: singleKeys(),
    });
    if (command === null) return;
    event.preventDefault();
    run(command);
  });
