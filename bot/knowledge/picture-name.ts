import { z } from 'zod';

const folder = 'pictures/';

/**
 * The name of a file in `knowledge/pictures/`. Small letters, digits and hyphens are the same file for Git, Windows
 * and macOS alike: the last two do not tell A from a, and spell が in two ways. Windows keeps a few names for
 * devices, whatever they end in.
 */
export const pictureNameSchema = z
  .string()
  .max(120)
  .regex(/^(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)[a-z0-9]+(?:-[a-z0-9]+)*\.(?:png|jpe?g|webp)$/);

export const isPictureName = (name: string): boolean => pictureNameSchema.safeParse(name).success;

export const picturePath = (name: string): string => `knowledge/${folder}${name}`;

/** `knowledge/pictures/a.png` → `a.png` */
export const nameOfPicture = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** What is wrong with an address in `![…](…)`, in an editor's words; null for `pictures/name.png`. */
export const pictureAddressProblem = (address: string): string | null => {
  if (!address.startsWith(folder)) {
    return `画像「${address}」は使えません。画像のファイルを knowledge/pictures/ に置き、![説明](pictures/ファイル名) と書いてください（/editor の［画像を入れる］なら、どちらも自動で行います）。`;
  }
  if (isPictureName(address.slice(folder.length))) return null;
  return `画像のファイル名「${address.slice(folder.length)}」は使えません。半角の英小文字・数字をハイフンでつないだ名前に、.png、.jpg、.webp のどれかを付けてください（例: invite-list.png）。`;
};

/** The name in an address that has no problem. */
export const pictureNameIn = (address: string): string => address.slice(folder.length);

/** However the description before it is written; a link to a picture is none and does no harm here. */
const mention = /\]\(pictures\/([^()\s]+)/g;

/** The pictures that a file's text names, whether it can be read otherwise or not. */
export const picturesNamedIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(mention), (match) => match[1] ?? '').filter(isPictureName)),
];
