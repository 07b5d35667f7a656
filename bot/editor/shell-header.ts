import { button, el } from '../browser/element.ts';
import { shellLabels } from './labels/shell.ts';
import type { AgentView } from './wire-types.ts';

interface Parts {
  me: AgentView;
  navigation: HTMLElement;
  main: HTMLElement;
  logOut: () => void;
}

/** What stands above every page: the way past it, where one is, who is logged in. */
export const shellHeader = ({ me, navigation, main, logOut }: Parts): HTMLElement =>
  el(
    'header',
    { class: 'top' },
    skipTo(main),
    el('h1', {}, shellLabels.product),
    navigation,
    el('span', { class: 'who' }, me.name),
    me.role === 'admin' ? el('a', { href: '/console' }, shellLabels.toConsole) : null,
    button(shellLabels.logOut, logOut, 'quiet'),
  );

const skipTo = (main: HTMLElement): HTMLElement => {
  const skip = el('a', { class: 'skip', href: '#content' }, shellLabels.toContent);
  // The address is where one is: the fragment must not become 'content'.
  skip.addEventListener('click', (event) => {
    event.preventDefault();
    main.focus();
  });
  return skip;
};
