import { el } from '../browser/element.ts';
import { ask } from '../browser/modal.ts';
import type { Context, Screen } from './context.ts';
import { figuresScreen } from './figures/figures-screen.ts';
import { gapsScreen } from './gaps/gaps-screen.ts';
import { impactScreen } from './impact/impact-screen.ts';
import { shellLabels } from './labels/shell.ts';
import { listScreen } from './list/list-screen.ts';
import { navigation } from './navigation.ts';
import { pageScreen } from './page/page-screen.ts';
import { formatRoute, parseRoute, type Route, type ScreenId } from './route.ts';
import { shellHeader } from './shell-header.ts';
import { trialScreen } from './trial/trial-screen.ts';

export interface Shell {
  element: HTMLElement;
  close(): void;
}

const screens: Record<ScreenId, (context: Context) => Screen> = {
  pages: listScreen,
  impact: impactScreen,
  try: trialScreen,
  gaps: gapsScreen,
  figures: figuresScreen,
};

const screenOf = (context: Context, route: Route): Screen =>
  route.screen === 'page' ? pageScreen(context, route.path) : screens[route.screen](context);

const { leave } = shellLabels;
const confirmLeave = (): Promise<boolean> =>
  ask({ heading: leave.heading, content: [el('p', {}, leave.body)], submit: leave.submit });

const confirmLogOut = (): Promise<boolean> =>
  ask({
    heading: shellLabels.logOut,
    content: [el('p', {}, shellLabels.logOutUnsaved)],
    submit: shellLabels.logOut,
  });

/** The frame around the pages: where one is, and one page after the other by the address. */
export const createShell = (context: Context, logOut: () => void): Shell => {
  const nav = navigation();
  const main = el('main', { id: 'content', tabindex: -1 });
  let current: Screen | null = null;
  let address = window.location.hash;

  const open = (route: Route, focus: boolean): void => {
    current?.closed?.();
    current = screenOf(context, route);
    main.replaceChildren(current.element);
    document.title = `${current.title} - ${shellLabels.title}`;
    nav.show(route);
    window.scrollTo(0, 0);
    // A screen reader would otherwise stay at the link of the page before.
    if (focus) main.focus();
  };
  const follow = async (): Promise<void> => {
    const wanted = window.location.hash;
    if (wanted === address) return;
    if (current?.unsaved?.()) {
      window.history.replaceState(null, '', address || formatRoute({ screen: 'pages' }));
      if (!(await confirmLeave())) return;
      window.history.replaceState(null, '', wanted);
    }
    address = wanted;
    open(parseRoute(wanted), true);
  };
  const onHash = (): void => void follow();
  const onLeave = (event: BeforeUnloadEvent): void => {
    if (current?.unsaved?.()) event.preventDefault();
  };
  const end = async (): Promise<void> => {
    if (current?.unsaved?.() && !(await confirmLogOut())) return;
    logOut();
  };
  window.addEventListener('hashchange', onHash);
  window.addEventListener('beforeunload', onLeave);
  open(parseRoute(address), false);

  const header = shellHeader({ me: context.me, navigation: nav.element, main, logOut: () => void end() });
  return {
    element: el('div', { class: 'shell' }, header, main),
    close: () => {
      current?.closed?.();
      window.removeEventListener('hashchange', onHash);
      window.removeEventListener('beforeunload', onLeave);
    },
  };
};
