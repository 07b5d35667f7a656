import { el } from '../../browser/element.ts';
import { impactLabels as words } from '../labels/impact.ts';
import { shellLabels } from '../labels/shell.ts';
import { diffView } from '../view/diff-view.ts';
import type { ImpactResponse, OutcomeView } from '../wire-types.ts';

type Change = ImpactResponse['changes'][number];

/** A rule that told the confidence need not be told it again. */
const reasonOf = ({ confidence, rule }: OutcomeView): string =>
  confidence === null || rule.includes(words.confidence(''))
    ? rule
    : `${words.confidence(shellLabels.percent(confidence))}　${rule}`;

const sideOf = (heading: string, outcome: OutcomeView): HTMLElement =>
  el(
    'div',
    { class: 'side' },
    el('p', { class: 'name' }, heading),
    el('p', {}, outcome.label),
    el('p', { class: 'aside' }, reasonOf(outcome)),
    el('details', {}, el('summary', {}, words.reply), el('p', { class: 'text' }, outcome.reply)),
  );

/** Where only the text changes, both sides say the same: its differences tell more. */
const sidesOf = ({ change, before, after }: Change): HTMLElement =>
  change === 'reworded'
    ? el(
        'details',
        {},
        el('summary', {}, `${after.label}（${words.differences}）`),
        diffView(before.reply, after.reply),
      )
    : el('div', { class: 'sides' }, sideOf(words.before, before), sideOf(words.after, after));

const tones: Record<Change['verdict'], string> = { better: 'good', worse: 'urgent', neither: '' };

const changeNode = (change: Change): HTMLElement =>
  el(
    'li',
    { class: 'change' },
    el(
      'p',
      { class: 'asked' },
      el('strong', {}, `「${change.text}」`),
      el('span', { class: 'aside' }, words.asked(change.asked)),
      change.verdict === 'neither'
        ? null
        : el('span', { class: 'badge', 'data-tone': tones[change.verdict] }, words.verdicts[change.verdict]),
    ),
    sidesOf(change),
  );

/** The server orders the changes by kind, the gravest first. */
const byKind = (changes: readonly Change[]): Map<string, Change[]> => {
  const kinds = new Map<string, Change[]>();
  for (const change of changes) kinds.set(change.label, [...(kinds.get(change.label) ?? []), change]);
  return kinds;
};

const summaryOf = ({ questions, asked, changes }: ImpactResponse): HTMLElement =>
  el(
    'p',
    { class: 'summary' },
    changes.length === 0 ? words.none : words.summary(questions, asked, changes.length),
  );

/** Every change, by kind, both sides with their reasons. */
export const impactNodes = (impact: ImpactResponse): Node[] => [
  summaryOf(impact),
  ...[...byKind(impact.changes)].map(([label, changes]) =>
    el(
      'section',
      { class: 'kind' },
      el('h3', {}, `${label}（${changes.length}）`),
      el('ul', { class: 'changes' }, ...changes.map(changeNode)),
    ),
  ),
];

/** So many are shown where there is little room. */
const MOST = 5;

/** The same in short, for a dialog. */
export const impactSummary = (impact: ImpactResponse): Node[] => {
  const { changes } = impact;
  const left = changes.length - MOST;
  const kinds = [...byKind(changes)].map(([label, { length }]) => el('li', {}, `${label}：${length}`));
  return [
    summaryOf(impact),
    el('ul', { class: 'plain' }, ...kinds),
    el('ul', { class: 'changes' }, ...changes.slice(0, MOST).map(changeNode)),
    ...(left > 0 ? [el('p', { class: 'aside' }, words.more(left))] : []),
  ];
};
