import type { Response } from 'express';
import type { SafePicture } from '../../conversation/attachments.ts';
import type { ServedPicture } from '../../domain/knowledge.ts';

/** A picture's address can be opened in a tab: nothing in it may run or fetch, whatever it turns out to be. */
const noDocument = "default-src 'none'; frame-ancestors 'none'; sandbox";

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
  response.setHeader('Content-Security-Policy', noDocument);
  response.setHeader('Content-Length', String(bytes.length));
  response.end(bytes);
};

export interface ArticlePicture extends ServedPicture {
  /** After its content: `<sha256>.png`. */
  name: string;
  /** `private`: by the browser of who may see it and nobody in between. */
  cachedBy: 'public' | 'private';
}

/** Sends a picture of an article, to be kept for good: another content has another address. */
export const sendArticlePicture = (
  response: Response,
  { mediaType, bytes, name, cachedBy }: ArticlePicture,
): void => {
  response.setHeader('Content-Type', mediaType);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', noDocument);
  response.setHeader('Cache-Control', `${cachedBy}, max-age=31536000, immutable`);
  response.setHeader('ETag', `"${name}"`);
  // Answers a conditional request with 304, and HEAD without the bytes.
  response.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
};
