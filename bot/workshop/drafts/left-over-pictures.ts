import type { KnowledgeFiles } from '../../knowledge/knowledge-files.ts';
import { picturePath, picturesNamedIn } from '../../knowledge/picture-name.ts';
import { isArticlePath } from './page-path.ts';
import type { PageText } from './with-drafts.ts';

/**
 * Paths of the pictures that a page's file names and its new text does not, nor any other article or text of
 * `others`. With the new text nobody is shown them; the approved versions keep copies of their own.
 */
export const leftOverPictures = (
  files: KnowledgeFiles,
  page: PageText,
  others: readonly PageText[] = [],
): string[] => {
  const decoder = new TextDecoder();
  const before = files.get(page.path);
  const gone = before ? picturesNamedIn(decoder.decode(before)) : [];
  if (gone.length === 0) return [];
  const left = [...files].filter(([path]) => isArticlePath(path) && path !== page.path);
  const texts = [
    page.text,
    ...others.map(({ text }) => text),
    ...left.map(([, bytes]) => decoder.decode(bytes)),
  ];
  const named = new Set(texts.flatMap(picturesNamedIn));
  return gone.filter((name) => !named.has(name)).map(picturePath);
};
