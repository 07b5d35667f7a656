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

const encode: Record<Picture['mediaType'], (image: Sharp) => Sharp> = {
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

const pixelsOf = (sharp: SharpConstructor, sent: Buffer): Sharp =>
  sharp(sent, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true })
    .timeout({ seconds: mostSeconds })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });

const encodedAs = async (mediaType: Picture['mediaType'], image: Sharp): Promise<SafePicture> => {
  const { data, info } = await encode[mediaType](image).toBuffer({ resolveWithObject: true });
  return { mediaType, width: info.width, height: info.height, bytes: data };
};

/**
 * The picture made anew from its pixels: turned as it is meant to be seen, no larger than needed, without a
 * camera's or a place's data, a colour profile, further frames, or whatever else a file can carry.
 * @throws AppError 415 for another type of content, 422 for a picture that cannot be read or is too large
 */
export const remakePicture = async (sent: Buffer): Promise<SafePicture> => {
  const mediaType = pictureType(sent);
  if (!mediaType) throw notAPicture();
  loading ??= loadSharp();
  const sharp = await loading;
  return turnstile.run(async () => {
    try {
      const made = await encodedAs(mediaType, pixelsOf(sharp, sent));
      return made.bytes.length > largeBytes ? await encodedAs('image/jpeg', pixelsOf(sharp, sent)) : made;
    } catch {
      // What the library says quotes the file.
      throw broken();
    }
  });
};
