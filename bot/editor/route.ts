/** Where the program is, as the URL's fragment says it: `#/page/articles/invite-resend.md`. */
export const screenIds = ['pages', 'impact', 'try', 'gaps', 'figures'] as const;
export type ScreenId = (typeof screenIds)[number];

export type Route = { screen: ScreenId } | { screen: 'page'; path: string };

const isScreenId = (value: string): value is ScreenId => screenIds.some((id) => id === value);

const PAGE = /^page\/([\w./-]+\.md)$/;

/** Anything unreadable leads to the list. */
export const parseRoute = (hash: string): Route => {
  const rest = hash.replace(/^#\/?/, '');
  const page = PAGE.exec(rest)?.[1];
  if (page !== undefined) return { screen: 'page', path: `knowledge/${page}` };
  return { screen: isScreenId(rest) ? rest : 'pages' };
};

export const formatRoute = (route: Route): string =>
  route.screen === 'page' ? `#/page/${route.path.replace(/^knowledge\//, '')}` : `#/${route.screen}`;

export const pageAddress = (path: string): string => formatRoute({ screen: 'page', path });
