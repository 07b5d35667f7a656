import { labels } from '../labels.ts';

const words = labels.reason.rules;

/**
 * What the server's rule begins or is written with, and what an agent reads instead. First match wins. For editors
 * the server has such a list (`workshop/impact/describe-rule.ts`), which no browser program may carry.
 */
const patterns: readonly [RegExp, (found: RegExpExecArray) => string][] = [
  [/^choice$/, () => words.choice],
  [/^button for a person$/, () => words.button],
  [/^L1 /, () => words.language],
  [/^small talk /, () => words.smalltalk],
  [/^H8 .*staffed$/, () => words.person],
  [/^H8 /, () => words.personClosed],
  [/^E\d+ /, () => words.notEligible],
  [/^O\d+ (.+)$/, ([, rule]) => words.refused(rule ?? '')],
  [/^confidence ([\d.]+) ≥ ([\d.]+)$/, ([, value, bound]) => words.enough(Number(value), Number(bound))],
  [/^confidence ([\d.]+) < ([\d.]+)$/, ([, value, bound]) => words.tooLittle(Number(value), Number(bound))],
];

/** Why the bot answered so, in an agent's words; a rule that is not known here is shown as it is. */
export const ruleText = (rule: string): string => {
  for (const [pattern, text] of patterns) {
    const found = pattern.exec(rule);
    if (found) return text(found);
  }
  return rule;
};
