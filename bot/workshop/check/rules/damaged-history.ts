import type { Finding } from '../../../knowledge/finding.ts';
import { isApprovedPicturePath } from '../../../knowledge/picture-files.ts';
import { findDamage } from '../../../knowledge/served-text.ts';
import type { KnowledgeSources } from '../../../knowledge/sources.ts';
import type { Rule } from '../rule.ts';

/**
 * An auditor reads which words a customer saw: every version ever approved must still be there, untouched,
 * its pictures included.
 */
export const damagedHistory: Rule = ({ sources }) =>
  Object.entries(sources.approvals).flatMap(([id, { history, ...present }]) => [
    ...history.flatMap((approval) => findDamage(id, approval, sources).map(asOfBefore(sources))),
    ...findDamage(id, present, sources),
  ]);

/** What shows somebody's data by mistake has to go from former versions, too; that alone must not fail checks for ever. */
const asOfBefore =
  ({ approvedPictures }: KnowledgeSources) =>
  (finding: Finding): Finding =>
    isApprovedPicturePath(finding.file) && !approvedPictures.has(finding.file)
      ? { ...finding, message: gone, severity: 'warning' }
      : finding;

const gone =
  '前に承認した版の画像が消えています。個人情報などのために消したのでなければ、Gitで元に戻してください。';
