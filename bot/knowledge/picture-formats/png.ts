import type { PictureFacts, PictureMetadata } from '../picture-facts.ts';
import { exifMetadata } from './exif.ts';
import { asciiAt } from './ascii-at.ts';

const signature = '\x89PNG\r\n\x1a\n';
const textChunks: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt']);
/** Length and name before a chunk's data, a checksum after it. */
const head = 8;
const around = 12;

/** W3C, "Portable Network Graphics (PNG) Specification". null for another format. @throws RangeError when cut off */
export function pngFacts(view: DataView): PictureFacts | null {
  if (view.byteLength < signature.length || asciiAt(view, 0, signature.length) !== signature) return null;
  const metadata = new Set<PictureMetadata>();
  let size: { width: number; height: number } | null = null;
  for (let at = signature.length, name = ''; name !== 'IEND'; at += around + view.getUint32(at)) {
    name = asciiAt(view, at + 4, 4);
    const data = at + head;
    if (name === 'IHDR') size = { width: view.getUint32(data), height: view.getUint32(data + 4) };
    if (textChunks.has(name)) metadata.add('text');
    if (name === 'eXIf') exifMetadata(view, data).forEach((kind) => metadata.add(kind));
  }
  return size && { mediaType: 'image/png', ...size, metadata: [...metadata] };
}
