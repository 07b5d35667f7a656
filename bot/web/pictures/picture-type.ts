import type { Picture } from '../../domain/attachment.ts';
import { AppError } from '../../errors.ts';

type MediaType = Picture['mediaType'];

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

/** Each format's first bytes, by their place in the file. */
const signatures: { mediaType: MediaType; marks: { at: number; bytes: readonly number[] }[] }[] = [
  { mediaType: 'image/png', marks: [{ at: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] }] },
  { mediaType: 'image/jpeg', marks: [{ at: 0, bytes: [0xff, 0xd8, 0xff] }] },
  {
    mediaType: 'image/webp',
    marks: [
      { at: 0, bytes: ascii('RIFF') },
      { at: 8, bytes: ascii('WEBP') },
    ],
  },
];

/**
 * What a file is by its content: a name or a `Content-Type` is only what somebody says of it. Null for
 * everything but the three formats, SVG, HTML and archives included.
 */
export const pictureType = (file: Uint8Array): MediaType | null =>
  signatures.find(({ marks }) =>
    marks.every(({ at, bytes }) => bytes.every((byte, index) => file[at + index] === byte)),
  )?.mediaType ?? null;

export const notAPicture = (): AppError =>
  new AppError({
    code: 'picture-type-not-supported',
    status: 415,
    message: 'the content is neither PNG nor JPEG nor WebP; send a picture of one of these kinds',
  });
