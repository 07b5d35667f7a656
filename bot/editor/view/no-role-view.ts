import { button, el } from '../../browser/element.ts';
import { shellLabels } from '../labels/shell.ts';
import type { Shell } from '../shell.ts';

/** For who is signed in and writes no texts. */
export const noRoleView = (logOut: () => void): Shell => ({
  element: el(
    'main',
    { class: 'login' },
    el('h1', {}, shellLabels.title),
    el('p', {}, shellLabels.noRole),
    el('a', { class: 'button primary', href: '/console' }, shellLabels.toConsole),
    button(shellLabels.logOut, logOut),
  ),
  close: () => undefined,
});
