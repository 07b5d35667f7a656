import { extensionOf, type PictureMediaType } from '../../../knowledge/picture-facts.ts';
import { maxPictureBytes, readPictureFile } from '../../../knowledge/picture-files.ts';
import type { Rule } from '../rule.ts';

const kinds: Readonly<Record<PictureMediaType, string>> = {
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/webp': 'WebP',
};

/** What a file is is said by its content; a name that says something else misleads whoever works with it. */
export const pictureTypes: Rule = ({ sources: { pictures } }) =>
  [...pictures].flatMap(([file, bytes]) => {
    const message = problemOf(file, bytes);
    return message === null ? [] : [{ file, line: 1, message, severity: 'error' as const }];
  });

const problemOf = (file: string, bytes: Uint8Array): string | null => {
  // Of what is that large nothing can be said; that it is too large is another rule's.
  if (bytes.length > maxPictureBytes) return null;
  const picture = readPictureFile(file, bytes);
  if (!picture) {
    return 'このファイルは、PNG、JPEG、WebPのどれでもないか、壊れています（SVGやGIFは使えません）。PNGで保存し直すか、消してください。';
  }
  const extension = file.slice(file.lastIndexOf('.') + 1).toLowerCase();
  const wanted = extensionOf[picture.mediaType];
  if (extension === wanted || (extension === 'jpeg' && wanted === 'jpg')) return null;
  return `中身は${kinds[picture.mediaType]}ですが、名前は「.${extension}」で終わっています。名前の終わりを「.${wanted}」に変え、記事の本文の名前もそろえてください。`;
};
