import type { Block, BlockPicture, Inline } from '../domain/blocks.ts';
import type { Approval, ApprovedPictures } from './approvals-schema.ts';
import type { Finding } from './finding.ts';
import { approvedPicturePath, contentName, readPictureFile } from './picture-files.ts';
import type { PictureFile } from './picture-files.ts';
import { picturePath } from './picture-name.ts';
import type { Page } from './read-page.ts';
import type { NamedPicture, SourceBlock } from './source-block.ts';
import type { KnowledgeSources } from './sources.ts';

type AnyPage = Page<{ title: string }>;

/** The pictures of a text from top to bottom. */
export const namedPictures = (blocks: readonly SourceBlock[]): NamedPicture[] =>
  blocks.flatMap((block) => {
    if (block.type === 'picture') return [block];
    return 'pictures' in block ? (block.pictures ?? []).filter((picture) => picture !== null) : [];
  });

/** The picture that a name means at present; null when it is not there or cannot be shown. */
export const presentPicture = ({ pictures }: KnowledgeSources, name: string): PictureFile | null => {
  const file = picturePath(name);
  const bytes = pictures.get(file);
  return bytes === undefined ? null : readPictureFile(file, bytes);
};

/** The bytes that were approved under a content's name; null when they are gone or were changed. */
export const approvedPicture = ({ approvedPictures }: KnowledgeSources, name: string): PictureFile | null => {
  const file = approvedPicturePath(name);
  const bytes = approvedPictures.get(file);
  const read = bytes === undefined ? null : readPictureFile(file, bytes);
  return read && contentName(read) === name ? read : null;
};

/** What an approval of the page covers besides its words. Pictures that are not there are left out. */
export const picturesToApprove = (page: AnyPage, sources: KnowledgeSources): ApprovedPictures =>
  Object.fromEntries(
    namedPictures(page.blocks)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap(({ name }) => {
        const picture = presentPicture(sources, name);
        return picture ? [[name, contentName(picture)]] : [];
      }),
  );

/** Whether a page's words and the bytes of its pictures are those of the approval. */
export const isApprovedAsItIs = (
  page: AnyPage,
  approval: Approval | null,
  sources: KnowledgeSources,
): boolean => approval?.sha256 === page.sha256 && samePictures(page, approval.pictures ?? {}, sources);

const samePictures = (page: AnyPage, approved: ApprovedPictures, sources: KnowledgeSources): boolean =>
  namedPictures(page.blocks).every(({ name }) => {
    const present = presentPicture(sources, name);
    return present !== null && approved[name] === contentName(present);
  });

/** Pictures that a page names and that cannot be shown: a text with a hole must not be served. */
export const findMissingPictures = (sources: KnowledgeSources): Finding[] => [
  ...[...sources.articles.values()].flatMap((page) =>
    told(page, ({ name }) => {
      if (presentPicture(sources, name)) return null;
      return sources.pictures.has(picturePath(name)) ? unreadable(name) : missing(name);
    }),
  ),
  ...[...sources.wording.values()].flatMap((page) => told(page, () => onlyInArticles)),
];

const told = (page: AnyPage, problemOf: (picture: NamedPicture) => string | null): Finding[] =>
  namedPictures(page.blocks).flatMap((picture) => {
    const message = problemOf(picture);
    const line = page.bodyLine - 1 + picture.line;
    return message === null ? [] : [{ file: page.file, line, message, severity: 'error' as const }];
  });

const missing = (name: string): string =>
  `画像「${name}」が knowledge/pictures/ にありません。ファイルを置くか、/editor の［画像を入れる］で入れ直すか、この行を消してください。`;

const unreadable = (name: string): string =>
  `画像「${name}」を読み取れません。PNG、JPEG、WebPのどれでもないか、壊れているか、2MBを超えています。/editor の［画像を入れる］で入れ直してください。`;

const onlyInArticles = '文言には画像を入れられません。画像は記事の本文に入れてください。';

/** The blocks as they are shown, each picture with the address of its content. Without a file, its words stand there. */
export const withPictures = (
  blocks: readonly SourceBlock[],
  find: (name: string) => PictureFile | null,
): Block[] => {
  const shown = ({ name, alt }: NamedPicture): BlockPicture | null => {
    const file = find(name);
    return file && { alt, src: pictureAddress(file), width: file.width, height: file.height };
  };
  return blocks.map((block): Block => {
    if (block.type === 'picture') {
      const picture = shown(block);
      return picture ? { type: 'picture', ...picture } : { type: 'paragraph', content: [standIn(block)] };
    }
    if (!('pictures' in block) || block.pictures === undefined) return withoutPictures(block);
    return { ...block, pictures: block.pictures.map((picture) => picture && shown(picture)) };
  });
};

type Without = Exclude<SourceBlock, { type: 'picture' }>;

const withoutPictures = (block: Without): Block =>
  'items' in block ? { type: block.type, items: block.items } : block;

const standIn = ({ alt }: NamedPicture): Inline => ({ text: `〔図：${alt}〕` });

const pictureAddress = (file: PictureFile): string => `/pictures/${contentName(file)}`;
