import { el } from '../../browser/element.ts';
import { gapsLabels } from '../labels/gaps.ts';
import { shellLabels } from '../labels/shell.ts';
import { pageAddress } from '../route.ts';
import { tableOf, type Cell } from '../view/table.ts';
import type { UseResponse } from '../wire-types.ts';

const { use: words } = gapsLabels;

type Article = UseResponse['articles'][number];

/** More is not looked through at once. */
const MOST = 20;

const link = ({ id, title }: Article): HTMLElement =>
  el('a', { href: pageAddress(`knowledge/articles/${id}.md`) }, title);

const section = (heading: string, hint: string | null, content: Node): HTMLElement =>
  el('section', {}, el('h3', {}, heading), hint === null ? null : el('p', { class: 'hint' }, hint), content);

const tableOrNone = (
  { caption, none }: { caption: string; none: string },
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
): HTMLElement => (rows.length === 0 ? el('p', { class: 'none' }, none) : tableOf(caption, heads, rows));

const most = (articles: readonly Article[], key: 'unhelpful' | 'offered'): Article[] =>
  articles
    .filter((article) => article[key] > 0)
    .toSorted((one, other) => other[key] - one[key])
    .slice(0, MOST);

const unhelpfulOf = (articles: readonly Article[]): HTMLElement =>
  tableOrNone(
    { caption: words.unhelpful, none: words.none },
    [words.article, words.unhelpfulTimes, words.helpful, words.share],
    most(articles, 'unhelpful').map((article) => [
      link(article),
      article.unhelpful,
      article.helpful,
      shellLabels.percent(article.unhelpful / (article.unhelpful + article.helpful)),
    ]),
  );

const offeredOf = (articles: readonly Article[]): HTMLElement =>
  tableOrNone(
    { caption: words.offered, none: words.none },
    [words.article, words.offeredTimes, words.picked],
    most(articles, 'offered').map((article) => [link(article), article.offered, article.picked]),
  );

const refusalsOf = ({ refusals }: UseResponse): HTMLElement =>
  tableOrNone(
    { caption: words.refusals, none: words.noRefusals },
    [words.topic, words.refused],
    refusals
      .filter(({ times }) => times > 0)
      .toSorted((one, other) => other.times - one.times)
      .map(({ title, times }) => [title, times]),
  );

const unusedOf = (articles: readonly Article[]): HTMLElement => {
  const unused = articles.filter(({ answered, picked, offered }) => answered + picked + offered === 0);
  return el(
    'details',
    {},
    el('summary', {}, words.unusedCount(unused.length)),
    el('ul', { class: 'plain' }, ...unused.map((article) => el('li', {}, link(article)))),
  );
};

/** How articles and refusals fared. */
export const useView = (use: UseResponse): Node[] => [
  section(words.unhelpful, words.unhelpfulHint, unhelpfulOf(use.articles)),
  section(words.refusals, null, refusalsOf(use)),
  section(words.offered, words.offeredHint, offeredOf(use.articles)),
  section(words.unused, words.unusedHint, unusedOf(use.articles)),
];
