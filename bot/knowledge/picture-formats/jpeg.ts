import type { PictureFacts, PictureMetadata } from '../picture-facts.ts';
import { asciiAt } from './ascii-at.ts';
import { exifMetadata } from './exif.ts';

const app1 = 0xe1;
/** Photoshop's, with IPTC's caption and author. */
const app13 = 0xed;
const comment = 0xfe;
/** From here on there are pixels. */
const startOfScan = 0xda;
const exif = 'Exif\0\0';

/** SOF0 to SOF15, without what shares their numbers: DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** ITU-T T.81, Annex B. null for another format. @throws RangeError when cut off before the pixels */
export function jpegFacts(view: DataView): PictureFacts | null {
  if (view.byteLength < 3 || view.getUint16(0) !== 0xffd8 || view.getUint8(2) !== 0xff) return null;
  const metadata = new Set<PictureMetadata>();
  let size: { width: number; height: number } | null = null;
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    // A marker may be padded with 0xff.
    while (view.getUint8(at + 1) === 0xff) at += 1;
    const marker = view.getUint8(at + 1);
    if (marker === startOfScan) return size && { mediaType: 'image/jpeg', ...size, metadata: [...metadata] };
    const data = at + 4;
    if (isFrame(marker)) size = { height: view.getUint16(data + 1), width: view.getUint16(data + 3) };
    metadataOf(view, marker, data).forEach((kind) => metadata.add(kind));
  }
  return null;
}

function metadataOf(view: DataView, marker: number, data: number): PictureMetadata[] {
  if (marker === comment || marker === app13) return ['text'];
  if (marker !== app1) return [];
  return asciiAt(view, data, exif.length) === exif ? exifMetadata(view, data + exif.length) : ['text'];
}
