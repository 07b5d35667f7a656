import { maxFileBytes } from '../../knowledge/decode-text.ts';
import type { KnowledgeFiles } from '../../knowledge/knowledge-files.ts';
import { pageUnreadable } from './refusals.ts';

/**
 * A file's text as an editor sees it, in UTF-8 or, as text editors on a Japanese Windows may save it, in Shift_JIS;
 * what is saved of it afterwards is UTF-8. null for one that is too large to be read to its end, or in neither:
 * whoever saved what can be shown of it would lose the rest.
 */
export const readableText = (bytes: Uint8Array): string | null => {
  if (bytes.length > maxFileBytes) return null;
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'shift_jis');
};

const decoded = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** A page's text as it is filed; null without a file. @throws AppError 422 `page-unreadable` */
export const textOf = (files: KnowledgeFiles, path: string): string | null => {
  const bytes = files.get(path);
  if (!bytes) return null;
  const text = readableText(bytes);
  if (text === null) throw pageUnreadable();
  return text;
};
