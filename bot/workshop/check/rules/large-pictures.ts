import { maxPictureBytes, readPictureFile } from '../../../knowledge/picture-files.ts';
import { mostPictureBytes, mostPictureSide } from '../../../knowledge/picture-limits.ts';
import type { Rule } from '../rule.ts';

const mend =
  '/editor の［画像を入れる］で入れ直すと、自動で小さくなります。必要なところだけを切り取ると、文字も読みやすくなります。';

/** Answers are read on phones, over whatever connection there is. */
export const largePictures: Rule = ({ sources: { pictures } }) =>
  [...pictures].flatMap(([file, bytes]) => {
    const problem = problemOf(file, bytes);
    return problem === null ? [] : [{ file, line: 1, message: problem + mend, severity: 'error' as const }];
  });

const problemOf = (file: string, bytes: Uint8Array): string | null => {
  if (bytes.length > mostPictureBytes) {
    // Of what is larger no more than this is read.
    const size = bytes.length > maxPictureBytes ? '2MB以上' : `${Math.ceil(bytes.length / 1024)}KB`;
    return `画像のファイルが大きすぎます（${size}。上限は${mostPictureBytes / 1024}KB）。`;
  }
  const picture = readPictureFile(file, bytes);
  if (!picture || Math.max(picture.width, picture.height) <= mostPictureSide) return null;
  return `画像の縦横が大きすぎます（${picture.width}×${picture.height}ピクセル。上限は${mostPictureSide}ピクセル）。`;
};
