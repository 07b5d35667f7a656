import { namedPictures } from '../../../knowledge/page-pictures.ts';
import type { NamedPicture } from '../../../knowledge/source-block.ts';
import type { Rule } from '../rule.ts';

/** Says that there is a picture, which whoever cannot see it knows already. */
const says = '(?:画像|写真|図|図表|絵|スクリーンショット|スクショ|キャプチャー?|画面|イメージ)';
const saysNothing = new RegExp(`^(?:${says}|image|img|picture|photo|screenshot)[\\s\\d_-]*$`, 'i');
const fileLike = /\.(?:png|jpe?g|webp|gif|svg)$/i;

/** Of who cannot see, or whose connection is slow, the description is all they get (WCAG 2.2, 1.1.1). */
export const pictureDescriptions: Rule = ({ sources: { articles } }) =>
  [...articles.values()].flatMap(({ file, blocks, bodyLine }) =>
    namedPictures(blocks).flatMap((picture) => {
      const problem = problemOf(picture);
      if (problem === null) return [];
      const message = `${problem}画像を見られない人にも伝わるように、![何が写っているか](pictures/${picture.name}) のように書いてください（例: 従業員リストの右上にある［招待］ボタン）。`;
      return [{ file, line: bodyLine - 1 + picture.line, message, severity: 'error' as const }];
    }),
  );

const problemOf = ({ alt, name }: NamedPicture): string | null => {
  if (alt === '') return '画像の説明がありません。';
  const isName = fileLike.test(alt) || alt === name.slice(0, name.lastIndexOf('.'));
  return isName || saysNothing.test(alt) ? `「${alt}」だけでは、何の画像か分かりません。` : null;
};
