import { namedPictures } from '../../../knowledge/page-pictures.ts';
import { nameOfPicture } from '../../../knowledge/picture-name.ts';
import type { Rule } from '../rule.ts';

/** A warning: nobody is shown it, but it stays in the folder and in everybody's copy of the repository. */
export const unusedPictures: Rule = ({ sources: { articles, pictures } }) => {
  const used = new Set(
    [...articles.values()].flatMap(({ blocks }) => namedPictures(blocks).map(({ name }) => name)),
  );
  return [...pictures.keys()]
    .filter((file) => !used.has(nameOfPicture(file)))
    .map((file) => ({
      file,
      line: 1,
      message: `この画像は、どの記事にも使われていません。使うなら記事に ![説明](pictures/${nameOfPicture(file)}) と書き、使わないなら消してください。`,
      severity: 'warning',
    }));
};
