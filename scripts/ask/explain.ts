import type { ArticleHit } from '../../bot/domain/understanding.ts';
import type { Asked } from './answer.ts';

/** How many articles, and how many terms of each, the table shows. */
const shownArticles = 3;
const shownTerms = 8;

const number = (value: number): string => value.toFixed(2).padStart(6);

/** What the confidence is made of, as log-odds, the weightiest first. */
const oddsLine = ({ odds }: ArticleHit): string =>
  odds
    .toSorted((left, right) => Math.abs(right.odds) - Math.abs(left.odds))
    .map(({ evidence, odds: share }) => `${evidence} ${share >= 0 ? '+' : ''}${share.toFixed(1)}`)
    .join('  ');

const articleLines = (hit: ArticleHit, rank: number): string[] => [
  `  ${rank + 1}. ${hit.id}  score ${number(hit.score)}  confidence ${number(hit.confidence)}`,
  `         log-odds ${oddsLine(hit)}`,
  ...hit.matches
    .toSorted((left, right) => right.weight - left.weight)
    .slice(0, shownTerms)
    .map(
      ({ term, field, via, weight }) =>
        `       ${number(weight)}  ${field.padEnd(8)} ${via.padEnd(8)} ${term}`,
    ),
];

/** A question, what was understood, what decided and what is said: for a person at a terminal. */
export const explain = ({ answered, judgement }: Asked): string => {
  const { analysis, topics, intents, articles } = judgement.scene.understanding;
  return [
    `question   ${answered.text}`,
    `normalised ${analysis.normalised}`,
    `terms      ${analysis.tokens.map((token) => `${token.surface}/${token.pos}`).join(' ')}`,
    `topics     ${topics.map((hit) => `${hit.topic} (${hit.rule}: ${hit.evidence.join('・')}) ${hit.confidence.toFixed(2)}`).join('; ') || 'none'}`,
    `intents    ${intents.map((hit) => `${hit.intent} (${hit.evidence.join('・')}) ${hit.confidence.toFixed(2)}`).join('; ') || 'none'}`,
    `articles   ${articles.length === 0 ? 'none' : '     weight  field    via      term'}`,
    ...articles.slice(0, shownArticles).flatMap(articleLines),
    `decision   ${answered.kind}${answered.id ? ` ${answered.id}` : ''}${answered.outcome ? ` ${answered.outcome}` : ''}`,
    `rule       ${judgement.decision.rule}`,
    `wording    ${answered.wording ? `${answered.wording.id}, version ${answered.wording.version}` : 'none'}`,
    `choices    ${answered.choices.join(', ') || 'none'}`,
    `time       ${answered.micros} µs`,
    '',
    answered.reply,
    '',
  ].join('\n');
};
