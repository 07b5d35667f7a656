import type { KnowledgeFiles } from '../../knowledge/knowledge-files.ts';

/** A text as a page's file is to have it. */
export interface PageText {
  /** `knowledge/articles/invite-resend.md` */
  path: string;
  text: string;
}

const encoder = new TextEncoder();

/** The files as they would be with these texts; the argument is not changed. */
export const withTexts = (files: KnowledgeFiles, texts: readonly PageText[]): KnowledgeFiles => {
  const changed = new Map(files);
  for (const { path, text } of texts) changed.set(path, encoder.encode(text));
  return changed;
};
