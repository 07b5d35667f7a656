import type { Rule } from '../rule.ts';

/** A warning: the passing of a day alone must not fail anybody's tests. */
export const reviewDue: Rule = ({ sources: { articles }, today }) =>
  [...articles.values()]
    .filter(({ front }) => front.reviewBy !== null && front.reviewBy <= today)
    .map(({ file, front, lineOf }) => ({
      file,
      line: lineOf(['reviewBy']),
      message: `見直しの期日（${front.reviewBy}）になりました。内容を確かめて、確認した日（verifiedOn）と見直す日（reviewBy）を書き直してください。`,
      severity: 'warning',
    }));
