import type { Approval } from '../../knowledge/approvals-schema.ts';
import { approvedTextPath, parseApprovedText } from '../../knowledge/approved-text.ts';
import type { ApprovableText } from '../../knowledge/approved-text.ts';
import { decodeText } from '../../knowledge/decode-text.ts';
import { approvedPicture, presentPicture } from '../../knowledge/page-pictures.ts';
import { contentName } from '../../knowledge/picture-files.ts';
import type { KnowledgeSources } from '../../knowledge/sources.ts';

/** The approvals of a text, the newest first; `[]` for one that was never approved. */
export const approvalsOf = ({ approvals }: KnowledgeSources, id: string): Approval[] => {
  const entry = Object.hasOwn(approvals, id) ? approvals[id] : undefined;
  if (entry === undefined) return [];
  const { history, ...present } = entry;
  return [present, ...history.toReversed()];
};

/** The pictures of a version that are no more what they were, by name: gone, or replaced. */
export const approvedPicturesOf = (
  sources: KnowledgeSources,
  id: string,
  version: number,
): Map<string, Uint8Array> => {
  const approval = approvalsOf(sources, id).find((each) => each.version === version);
  return new Map(
    Object.entries(approval?.pictures ?? {}).flatMap(([name, kept]) => {
      const present = presentPicture(sources, name);
      const approved = approvedPicture(sources, kept);
      const isThere = present !== null && contentName(present) === kept;
      return approved === null || isThere ? [] : [[name, approved.bytes]];
    }),
  );
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
