import { labels } from '../labels.ts';
import { ruleText } from '../state/rule-text.ts';
import type { AgentEventView } from '../wire-types.ts';
import { el } from '../../browser/element.ts';

/** An article's title by its id; the id itself where it is served no more. */
export type TitleOf = (articleId: string) => string;

export type ExplainedMessage = Extract<AgentEventView, { from: 'bot' }>;

const row = (term: string, value: string): HTMLElement =>
  el('div', {}, el('dt', {}, term), el('dd', {}, value));

const facts = (message: ExplainedMessage, titleOf: TitleOf): HTMLElement => {
  const { wording, articleId, topic, reason } = message;
  const list = el(
    'dl',
    { class: 'facts' },
    articleId !== null && row(labels.reason.article, titleOf(articleId)),
    topic !== null && row(labels.reason.topic, labels.topics[topic]),
    row(labels.reason.wording, `${wording.id}（${labels.reason.version(wording.version)}）`),
  );
  if (reason === null) return list;
  list.append(row(labels.reason.rule, ruleText(reason.rule)));
  if (reason.confidence !== null)
    list.append(row(labels.reason.confidence, labels.reason.percent(reason.confidence)));
  return list;
};

const candidates = (message: ExplainedMessage, titleOf: TitleOf): HTMLElement | null => {
  const found = message.reason?.candidates ?? [];
  if (found.length === 0) return null;
  const heads = [labels.reason.article, labels.reason.confidence, labels.reason.score];
  const rows = found.map(({ id, confidence, score }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, titleOf(id)),
      el('td', {}, labels.reason.percent(confidence)),
      el('td', {}, score.toFixed(2)),
    ),
  );
  return el(
    'table',
    {},
    el('caption', {}, labels.reason.candidates),
    el('thead', {}, el('tr', {}, ...heads.map((head) => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...rows),
  );
};

/** Why the bot said this, folded until asked for. */
export const reasonView = (message: ExplainedMessage, titleOf: TitleOf): HTMLElement =>
  el(
    'details',
    { class: 'reason' },
    el('summary', {}, labels.reason.summary),
    facts(message, titleOf),
    candidates(message, titleOf),
  );
