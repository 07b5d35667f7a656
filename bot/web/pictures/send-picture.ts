import type { Response } from 'express';
import type { SafePicture } from '../../conversation/attachments.ts';

/**
 * Sends a picture as a picture and nothing else: made by us, of a type that is not guessed anew, and never a
 * document of this origin, even when its address is opened in a tab. It stays in no cache, so that what
 * staff removes is gone (the API's `no-store`).
 */
export const sendPicture = (response: Response, { mediaType, bytes }: SafePicture): void => {
  const extension = mediaType.replace('image/', '');
  response.setHeader('Content-Type', mediaType);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Disposition', `attachment; filename="picture.${extension}"`);
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
  response.setHeader('Content-Length', String(bytes.length));
  response.end(bytes);
};
