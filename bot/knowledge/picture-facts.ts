import { jpegFacts } from './picture-formats/jpeg.ts';
import { pngFacts } from './picture-formats/png.ts';
import { webpFacts } from './picture-formats/webp.ts';

/** What a picture carries besides its pixels: where it was taken, a camera's data, words. */
export type PictureMetadata = 'gps' | 'exif' | 'text';

export type PictureMediaType = 'image/png' | 'image/jpeg' | 'image/webp';

/** What a picture says of itself, by its content; its name is only what somebody says of it. */
export interface PictureFacts {
  mediaType: PictureMediaType;
  /** Pixels, from 1. */
  width: number;
  height: number;
  metadata: PictureMetadata[];
}

/** How the file of a picture of this type ends. */
export const extensionOf: Readonly<Record<PictureMediaType, 'png' | 'jpg' | 'webp'>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/**
 * Reads the headers of a PNG, JPEG or WebP; null for everything else, SVG included, and for what is cut off
 * or broken. The pixels are not looked at: whoever draws them has to know what to do with bad ones. Not by `sharp`,
 * which answers later, from threads that it has to be given: loading is synchronous and has no I/O.
 */
export function pictureFacts(bytes: Uint8Array): PictureFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const facts = pngFacts(view) ?? jpegFacts(view) ?? webpFacts(view);
    return facts && facts.width > 0 && facts.height > 0 ? facts : null;
  } catch (error) {
    // Read past the end. Not `instanceof`: DataView's errors come from another realm under jest.
    if (error instanceof Object && 'name' in error && error.name === 'RangeError') return null;
    throw error;
  }
}
