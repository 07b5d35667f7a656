import type { Knowledge } from '../domain/knowledge.ts';
import type { ApprovedText } from '../domain/reply.ts';
import { fillPlaceholders, type PlaceholderName } from './placeholders.ts';

export type PlaceholderValues = Partial<Record<PlaceholderName, string>>;

/**
 * The approved wording `id`, filled.
 * @throws when there is no such wording: the check at load keeps that from happening.
 */
export const wordingText = (
  knowledge: Knowledge,
  id: string,
  values: PlaceholderValues = {},
): ApprovedText => {
  const wording = knowledge.wording.get(id);
  if (!wording) throw new Error(`wording ${id} is not among the approved texts`);
  return { wording: { id, version: wording.version }, blocks: fillPlaceholders(wording.blocks, values) };
};

/** The approved answer of an article; null when no such article is served. */
export const articleText = (knowledge: Knowledge, id: string): ApprovedText | null => {
  const article = knowledge.articles.get(id);
  return article ? { wording: { id, version: article.version }, blocks: article.blocks } : null;
};
