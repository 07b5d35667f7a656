import type { PictureMetadata } from '../../../knowledge/picture-facts.ts';
import { readPictureFile } from '../../../knowledge/picture-files.ts';
import type { Rule } from '../rule.ts';

const kinds: Readonly<Record<PictureMetadata, string>> = {
  gps: '撮影した場所',
  exif: '撮影した日時や機種など（Exif）',
  text: '作成者やソフトウェアなどの文字の情報',
};
const order: readonly PictureMetadata[] = ['gps', 'exif', 'text'];

/** What a camera or a program wrote into a file goes to every customer: a place, a name, a day. */
export const pictureMetadata: Rule = ({ sources: { pictures } }) =>
  [...pictures].flatMap(([file, bytes]) => {
    const carried = readPictureFile(file, bytes)?.metadata ?? [];
    if (carried.length === 0) return [];
    const list = order.filter((kind) => carried.includes(kind)).map((kind) => kinds[kind]);
    const message = `画像に、見えない情報が残っています：${list.join('、')}。個人情報が含まれることがあるため、/editor の［画像を入れる］で入れ直してください（自動で取り除かれます）。`;
    return [{ file, line: 1, message, severity: 'error' as const }];
  });
