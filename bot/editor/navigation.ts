import { el, setAttributes } from '../browser/element.ts';
import { shellLabels } from './labels/shell.ts';
import { formatRoute, type Route, type ScreenId } from './route.ts';

const order: readonly ScreenId[] = ['pages', 'gaps', 'try', 'impact', 'figures'];

/** The links to all pages, which say where one is. */
export const navigation = (): { element: HTMLElement; show(route: Route): void } => {
  const links = order.map((screen) => ({
    screen,
    link: el('a', { href: formatRoute({ screen }) }, shellLabels.screens[screen]),
  }));
  return {
    element: el(
      'nav',
      { 'aria-label': shellLabels.nav },
      el('ul', {}, ...links.map(({ link }) => el('li', {}, link))),
    ),
    show: (route) => {
      const at = route.screen === 'page' ? 'pages' : route.screen;
      for (const { screen, link } of links)
        setAttributes(link, { 'aria-current': screen === at ? 'page' : null });
    },
  };
};
