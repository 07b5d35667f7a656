import type { PageItem, UseResponse } from '../wire-types.ts';

type Use = Omit<UseResponse['articles'][number], 'id' | 'title'>;

/** A text of the list with how it fared; null for what customers do not rate, such as wording, and while it is counted. */
export interface Listed extends PageItem {
  use: Use | null;
}

export const sortKeys = ['group', 'answered', 'unhelpful', 'helpful', 'offered', 'reviewBy'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface Filter {
  query: string;
  kind: PageItem['kind'] | 'all';
  /** Empty: any. */
  group: string;
  state: PageItem['state'] | '';
  /** Only those that are to be read again soon. */
  reviewDue: boolean;
  sort: SortKey;
}

export const everything: Filter = {
  query: '',
  kind: 'all',
  group: '',
  state: '',
  reviewDue: false,
  sort: 'group',
};

/** Together by category, in the order of the categories; those of none come last. */
export const byGroup = (pages: readonly PageItem[], groups: readonly string[]): PageItem[] => {
  const place = ({ group }: PageItem): number => {
    const at = groups.indexOf(group);
    return at === -1 ? groups.length : at;
  };
  return pages.toSorted((one, other) => place(one) - place(other));
};

/** Figures beside the texts that they are of; null: they are not there (yet). */
export const withUse = (pages: readonly PageItem[], use: UseResponse | null): Listed[] => {
  const byId = new Map((use?.articles ?? []).map(({ id, title: _title, ...rest }) => [id, rest]));
  return pages.map((page) => ({ ...page, use: (page.kind === 'article' && byId.get(page.id)) || null }));
};

/** So many days ahead a review is due soon; 7–60. */
const SOON_DAYS = 30;
const DAY_MS = 86_400_000;

export type Due = 'over' | 'soon' | null;

/** @param today ISO date */
export const dueOf = ({ reviewBy }: Pick<PageItem, 'reviewBy'>, today: string): Due => {
  if (reviewBy === null) return null;
  const days = (Date.parse(reviewBy) - Date.parse(today)) / DAY_MS;
  if (days <= 0) return 'over';
  return days <= SOON_DAYS ? 'soon' : null;
};

/** Half width and full width, upper and lower case are the same to who searches. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

const compare: Record<SortKey, (one: Listed, other: Listed) => number> = {
  group: () => 0,
  answered: (one, other) => (other.use?.answered ?? -1) - (one.use?.answered ?? -1),
  unhelpful: (one, other) => (other.use?.unhelpful ?? -1) - (one.use?.unhelpful ?? -1),
  helpful: (one, other) => (other.use?.helpful ?? -1) - (one.use?.helpful ?? -1),
  offered: (one, other) => (other.use?.offered ?? -1) - (one.use?.offered ?? -1),
  reviewBy: (one, other) => (one.reviewBy ?? '9999').localeCompare(other.reviewBy ?? '9999'),
};

/** What of the list is shown, in which order. All words of the query must be there. */
export const chosen = (pages: readonly Listed[], filter: Filter, today: string): Listed[] => {
  const words = plain(filter.query).split(/\s+/).filter(Boolean);
  return pages
    .filter((page) => filter.kind === 'all' || page.kind === filter.kind)
    .filter((page) => filter.group === '' || page.group === filter.group)
    .filter((page) => filter.state === '' || page.state === filter.state)
    .filter((page) => !filter.reviewDue || dueOf(page, today) !== null)
    .filter((page) => words.every((word) => plain(`${page.title} ${page.id}`).includes(word)))
    .toSorted(compare[filter.sort]);
};
