import type { SafePicture } from '../../conversation/attachments.ts';
import { AppError } from '../../errors.ts';
import { mostPictureBytes, mostPictureSide } from '../../knowledge/picture-limits.ts';
import { remakeAs } from './remake.ts';

/**
 * Longest sides that are tried until the bytes are few enough. At 1,000 letters of a screenshot can still be
 * read; a photograph that is too heavy even then belongs into no answer.
 */
const sides = [mostPictureSide, 1_400, 1_000];

const tooHeavy = (): AppError =>
  new AppError({
    code: 'picture-too-heavy',
    status: 422,
    message: `the picture has more than ${mostPictureBytes / 1024} KB even when it is made smaller; cut out what matters and send that`,
  });

/**
 * What an editor puts into an article: its own kind where that is small enough, else WebP, which keeps the
 * letters of a screenshot at a third of the bytes.
 * @throws AppError as `remakeAs`; 422 `picture-too-heavy`
 */
export const remakeForArticle = async (sent: Buffer): Promise<SafePicture> => {
  const made = await remakeAs(sent, async (mediaType, make) => {
    let last = await make(mediaType, mostPictureSide);
    for (const side of sides) {
      if (last.bytes.length <= mostPictureBytes) return last;
      last = await make('image/webp', side);
    }
    return last;
  });
  if (made.bytes.length > mostPictureBytes) throw tooHeavy();
  return made;
};
