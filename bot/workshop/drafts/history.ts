import type { Approval } from '../../knowledge/approvals-schema.ts';
import { approvedTextPath, parseApprovedText } from '../../knowledge/approved-text.ts';
import type { ApprovableText } from '../../knowledge/approved-text.ts';
import { decodeText } from '../../knowledge/decode-text.ts';
import type { KnowledgeSources } from '../../knowledge/sources.ts';

/** The approvals of a text, the newest first; `[]` for one that was never approved. */
export const approvalsOf = ({ approvals }: KnowledgeSources, id: string): Approval[] => {
  const entry = Object.hasOwn(approvals, id) ? approvals[id] : undefined;
  if (entry === undefined) return [];
  const { history, ...present } = entry;
  return [present, ...history.toReversed()];
};

/** What customers read in a version; null where there is none, or its file is damaged. */
export const approvedVersion = (
  sources: KnowledgeSources,
  id: string,
  version: number,
): ApprovableText | null => {
  const path = approvedTextPath(id, version);
  const bytes = sources.approvedTexts.get(path);
  return bytes === undefined ? null : parseApprovedText(decodeText(path, bytes).text ?? '');
};
