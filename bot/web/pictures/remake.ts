import type { Sharp, SharpConstructor } from 'sharp';
import type { Picture } from '../../domain/attachment.ts';
import type { SafePicture } from '../../conversation/attachments.ts';
import { AppError } from '../../errors.ts';
import { Turnstile } from '../turnstile.ts';
import { notAPicture, pictureType } from './picture-type.ts';

/**
 * Pixels of what is sent, width × height. A bomb of a few KB names billions; a phone's camera takes 12 to
 * 50 million. Each costs 4 bytes while it is worked on. Sane: 25 to 100 million.
 */
const mostPixels = 50_000_000;

/** Width and height of what is kept. Letters of a screenshot stay readable. Sane: 1,600 to 4,096. */
const longestSide = 2_560;

/** Bytes above which a picture is kept as JPEG, whatever it was: photographs saved as PNG. Sane: 2 to 8 MB. */
const largeBytes = 4 * 1024 * 1024;

/** Of JPEG and WebP, 1 to 100. Sane: 75 to 92; below, letters get fringes. */
const quality = 85;

/** Seconds after which the work on one picture is given up. Sane: 5 to 30. */
const mostSeconds = 15;

/**
 * Pictures worked on at once. They use the threads that the store's fsync needs, too: libuv has four. Sane:
 * 1 to 3.
 */
const atOnce = 2;

const turnstile = new Turnstile(atOnce);

let loading: Promise<SharpConstructor> | null = null;

export type MediaType = Picture['mediaType'];

/** Loaded with the first picture: most starts see none for a while. */
const loadSharp = async (): Promise<SharpConstructor> => {
  const { default: sharp } = await import('sharp');
  // Nothing but the three formats can be opened at all, however a file tries to look: no SVG, which may
  // fetch and run things, no PDF, no TIFF.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadWebp'],
  });
  // Every picture comes once.
  sharp.cache(false);
  return sharp;
};

const encode: Record<MediaType, (image: Sharp) => Sharp> = {
  'image/png': (image) => image.png({ compressionLevel: 8 }),
  'image/jpeg': (image) => image.flatten({ background: 'white' }).jpeg({ quality }),
  'image/webp': (image) => image.webp({ quality }),
};

const broken = (): AppError =>
  new AppError({
    code: 'picture-broken',
    status: 422,
    message: `the picture cannot be read, or has more than ${mostPixels / 1_000_000} million pixels; save it anew or smaller and send it again`,
  });

const pixelsOf = (sharp: SharpConstructor, sent: Buffer, side: number): Sharp =>
  sharp(sent, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })
    .timeout({ seconds: mostSeconds })
    .autoOrient()
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });

/** Makes a picture from pixels turned as they are meant to be seen, no longer on either side than `side`. */
export type MakePicture = (mediaType: MediaType, side: number) => Promise<SafePicture>;

const encodedAs = async (mediaType: MediaType, image: Sharp): Promise<SafePicture> => {
  const { data, info } = await encode[mediaType](image).toBuffer({ resolveWithObject: true });
  return { mediaType, width: info.width, height: info.height, bytes: data };
};

/**
 * A picture made anew from its pixels, as `choose` wants it, without a camera's or a place's data, a colour
 * profile, further frames, or whatever else a file can carry.
 * @throws AppError 415 for another type of content, 422 for a picture that cannot be read or is too large
 */
export const remakeAs = async (
  sent: Buffer,
  choose: (mediaType: MediaType, make: MakePicture) => Promise<SafePicture>,
): Promise<SafePicture> => {
  const mediaType = pictureType(sent);
  if (!mediaType) throw notAPicture();
  loading ??= loadSharp();
  const sharp = await loading;
  return turnstile.run(async () => {
    try {
      return await choose(mediaType, (as, side) => encodedAs(as, pixelsOf(sharp, sent, side)));
    } catch {
      // What the library says quotes the file.
      throw broken();
    }
  });
};

/** What a customer sent, no larger than needed. Throws as `remakeAs`. */
export const remakePicture = (sent: Buffer): Promise<SafePicture> =>
  remakeAs(sent, async (mediaType, make) => {
    const made = await make(mediaType, longestSide);
    return made.bytes.length > largeBytes ? make('image/jpeg', longestSide) : made;
  });
