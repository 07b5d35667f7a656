import type { PictureMetadata } from '../picture-facts.ts';

/** The tag of IFD0 that leads to where the picture was taken (Exif 2.32, 4.6.3). */
const gpsPointer = 0x8825;
const entryBytes = 12;

/** What a block of Exif data at `at` holds; damaged data still counts as some. */
export function exifMetadata(view: DataView, at: number): PictureMetadata[] {
  try {
    return hasGps(view, at) ? ['exif', 'gps'] : ['exif'];
  } catch {
    return ['exif'];
  }
}

function hasGps(view: DataView, at: number): boolean {
  const little = view.getUint16(at) === 0x4949;
  const list = at + view.getUint32(at + 4, little);
  const entries = view.getUint16(list, little);
  return Array.from({ length: entries }, (_, index) => list + 2 + index * entryBytes).some(
    (entry) => view.getUint16(entry, little) === gpsPointer,
  );
}
