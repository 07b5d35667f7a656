const FOCUSABLE = 'button, summary, [tabindex="0"]';

/**
 * Tab goes round in a dialog: in a frame it would lead out to the page that lies beneath. Escape closes it
 * and not the whole window.
 */
export const keepFocusInside = (dialog: HTMLDialogElement): void =>
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') event.stopPropagation();
    if (event.key !== 'Tab') return;
    event.stopPropagation();
    const reachable = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
      (each) => each.offsetParent !== null && !each.matches(':disabled'),
    );
    const [from, to] = event.shiftKey
      ? [reachable.at(0), reachable.at(-1)]
      : [reachable.at(-1), reachable.at(0)];
    if (document.activeElement !== from) return;
    event.preventDefault();
    to?.focus();
  });
