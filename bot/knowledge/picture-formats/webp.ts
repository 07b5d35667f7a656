import type { PictureFacts, PictureMetadata } from '../picture-facts.ts';
import { asciiAt } from './ascii-at.ts';
import { exifMetadata } from './exif.ts';

type Size = { width: number; height: number };

/** Where each kind of data says how large the picture is (RFC 9649, 2.5 to 2.7). */
const sizes: Readonly<Record<string, (view: DataView, data: number) => Size>> = {
  VP8X: (view, data) => ({ width: uint24(view, data + 4) + 1, height: uint24(view, data + 7) + 1 }),
  'VP8 ': (view, data) => ({
    width: view.getUint16(data + 6, true) & 0x3fff,
    height: view.getUint16(data + 8, true) & 0x3fff,
  }),
  VP8L: (view, data) => {
    const bits = view.getUint32(data + 1, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  },
};

const uint24 = (view: DataView, at: number): number =>
  view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;

/** RFC 9649. null for another format. @throws RangeError when cut off */
export function webpFacts(view: DataView): PictureFacts | null {
  if (view.byteLength < 12 || asciiAt(view, 0, 4) !== 'RIFF' || asciiAt(view, 8, 4) !== 'WEBP') return null;
  const metadata = new Set<PictureMetadata>();
  let size: Size | null = null;
  const end = view.getUint32(4, true) + 8;
  for (let at = 12; at + 8 <= end;) {
    const name = asciiAt(view, at, 4);
    const length = view.getUint32(at + 4, true);
    const data = at + 8;
    size ??= sizes[name]?.(view, data) ?? null;
    metadataOf(view, name, data).forEach((kind) => metadata.add(kind));
    // Chunks begin at even places.
    at = data + length + (length % 2);
    if (at > view.byteLength) throw new RangeError('cut off');
  }
  return size && { mediaType: 'image/webp', ...size, metadata: [...metadata] };
}

function metadataOf(view: DataView, name: string, data: number): PictureMetadata[] {
  if (name === 'XMP ') return ['text'];
  if (name !== 'EXIF') return [];
  // Some programs put JPEG's prefix before it.
  return exifMetadata(view, asciiAt(view, data, 4) === 'Exif' ? data + 6 : data);
}
