import type { ServedPicture } from '../domain/knowledge.ts';
import { approvedPicture } from './page-pictures.ts';
import type { KnowledgeSources } from './sources.ts';

/**
 * The pictures that customers may see: those of every version that was ever approved, since a conversation goes
 * on showing what was answered in it. What was never approved is not among them.
 */
export function servedPictures(sources: KnowledgeSources): Map<string, ServedPicture> {
  const approvals = Object.values(sources.approvals).flatMap(({ history, ...present }) => [
    present,
    ...history,
  ]);
  const names = new Set(approvals.flatMap(({ pictures = {} }) => Object.values(pictures)));
  return new Map(
    [...names].flatMap((name) => {
      const picture = approvedPicture(sources, name);
      return picture ? [[name, { mediaType: picture.mediaType, bytes: picture.bytes }]] : [];
    }),
  );
}
