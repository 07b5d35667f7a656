import { isPictureName, nameOfPicture } from '../../../knowledge/picture-name.ts';
import type { Rule } from '../rule.ts';

/**
 * Names that are two files on one machine and one on another, or none: capitals and accents on Windows and macOS,
 * Japanese, which macOS spells another way, and what Windows forbids.
 */
export const pictureNames: Rule = ({ sources: { pictures } }) =>
  [...pictures.keys()]
    // What is no picture by its name is told by what is in it.
    .filter((file) => !isPictureName(withKnownType(nameOfPicture(file))))
    .map((file) => ({
      file,
      line: 1,
      message:
        'ファイル名に使えない文字があります。WindowsやGitでも同じ名前になるように、半角の英小文字・数字をハイフンでつないだ名前（例: invite-list.png）に変え、記事の本文の名前もそろえてください。',
      severity: 'error',
    }));

const withKnownType = (name: string): string => {
  const dot = name.lastIndexOf('.');
  return /^\.[a-z0-9]+$/.test(name.slice(dot)) ? `${name.slice(0, dot)}.png` : name;
};
