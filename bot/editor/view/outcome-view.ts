import { el } from '../../browser/element.ts';
import { shellLabels } from '../labels/shell.ts';
import { trialLabels as words } from '../labels/trial.ts';
import { pageAddress } from '../route.ts';
import type { TryResponse } from '../wire-types.ts';
import { previewOf } from './preview.ts';

type Candidate = TryResponse['articles'][number];
type Where = Candidate['matches'][number]['where'];
const places: readonly Where[] = ['question', 'tag', 'answer'];

const articleAddress = (id: string): string => pageAddress(`knowledge/articles/${id}.md`);

/** Pieces of a word that was found as a whole say nothing more; nor does the same word twice. */
const wholeWords = (terms: readonly string[]): string[] =>
  [...new Set(terms)].filter(
    (term, _at, all) => !all.some((other) => other !== term && other.includes(term)),
  );

const matchLines = ({ matches }: Candidate): HTMLElement[] =>
  places.flatMap((where) => {
    const terms = wholeWords(matches.filter((match) => match.where === where).map(({ term }) => term));
    return terms.length === 0 ? [] : [el('li', {}, `${words.matched[where]}：${terms.join('、')}`)];
  });

const candidate = (article: Candidate, target: string | null): HTMLElement =>
  el(
    'li',
    { class: 'candidate' },
    el('a', { href: articleAddress(article.id) }, article.title),
    el('span', { class: 'aside' }, ` ${words.confidence}${shellLabels.percent(article.confidence)}`),
    article.id === target ? el('span', { class: 'badge', 'data-tone': 'good' }, words.target) : null,
    el('ul', {}, ...matchLines(article)),
  );

const topicsOf = ({ topics }: TryResponse): HTMLElement =>
  topics.length === 0
    ? el('p', { class: 'none' }, words.noTopics)
    : el(
        'ul',
        { class: 'plain' },
        ...topics.map(({ title, evidence, confidence }) =>
          el(
            'li',
            {},
            `${title}（${words.confidence}${shellLabels.percent(confidence)}）`,
            evidence.length === 0 ? null : ` ${words.evidence(evidence.join('、'))}`,
          ),
        ),
      );

const section = (heading: string, ...content: Node[]): HTMLElement =>
  el('section', {}, el('h4', {}, heading), ...content);

const reasons = (tried: TryResponse, target: string | null): HTMLElement =>
  el(
    'details',
    { class: 'why', open: true },
    el('summary', {}, words.why),
    section(
      words.articles,
      tried.articles.length === 0
        ? el('p', { class: 'none' }, words.noArticles)
        : el('ol', { class: 'candidates' }, ...tried.articles.map((article) => candidate(article, target))),
    ),
    section(words.topics, topicsOf(tried)),
    section(words.words, el('p', { class: 'words' }, tried.words.join('｜'))),
  );

/** What the bot would say, and why, in an editor's words. */
export const outcomeView = (tried: TryResponse): Node[] => {
  const { outcome, blocks } = tried;
  if (!outcome) return [el('p', { class: 'failure' }, words.broken)];
  const { label, confidence, rule, choices, target } = outcome;
  const sure =
    confidence === null ? null : el('p', {}, `${words.confidence}：${shellLabels.percent(confidence)}`);
  const offered =
    choices.length === 0
      ? null
      : section(
          words.choices,
          el('ul', { class: 'plain' }, ...choices.map(({ title }) => el('li', {}, title))),
        );
  return [
    el('p', { class: 'outcome', 'data-kind': outcome.kind }, label),
    ...(sure ? [sure] : []),
    el('p', { class: 'aside' }, `${words.rule}：${rule}`),
    section(words.reply, previewOf(blocks).element),
    ...(offered ? [offered] : []),
    reasons(tried, target),
  ];
};
