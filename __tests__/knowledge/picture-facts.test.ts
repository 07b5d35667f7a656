import sharp from 'sharp';
import { pictureFacts } from '../../bot/knowledge/picture-facts.ts';
import { photograph } from '../service/pictures.ts';
import { diagram } from './diagram.ts';

const mediaTypes = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' } as const;
const formats = ['png', 'jpeg', 'webp'] as const;

describe('what a picture says of itself', () => {
  it.each(formats)('is its kind and its size, for %s', async (format) => {
    expect(pictureFacts(await diagram(format, { width: 321, height: 123 }))).toEqual({
      mediaType: mediaTypes[format],
      width: 321,
      height: 123,
      metadata: [],
    });
  });

  it('is the same for each way in which WebP keeps pixels', async () => {
    const plain = sharp(await diagram('png', { width: 321, height: 123 }));
    const transparent = plain.clone().ensureAlpha(0.5);
    for (const webp of [plain.clone().webp({ lossless: true }), transparent.webp()]) {
      expect(pictureFacts(await webp.toBuffer())).toMatchObject({ width: 321, height: 123, metadata: [] });
    }
  });

  it.each(formats)('tells that a photograph as %s carries where it was taken', async (format) => {
    expect(pictureFacts(await photograph(format))?.metadata).toEqual(expect.arrayContaining(['exif', 'gps']));
  });

  it('tells of words that a program wrote into it', async () => {
    const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>';
    for (const format of formats) {
      const written = await sharp(await diagram(format))
        .withXmp(xmp)
        .toFormat(format)
        .toBuffer();
      expect(pictureFacts(written)?.metadata).toEqual(['text']);
    }
  });

  it('is nothing for what is no picture, or another kind of one', async () => {
    const gif = await sharp(await diagram())
      .gif()
      .toBuffer();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>');
    for (const bytes of [gif, svg, Buffer.from('%PDF-1.7'), Buffer.alloc(0), Buffer.from('RIFF')]) {
      expect(pictureFacts(bytes)).toBeNull();
    }
  });

  it.each(formats)(
    'is nothing, and no failure, for %s that is cut off anywhere in its headers',
    async (format) => {
      const whole = await photograph(format);
      for (let length = 0; length < Math.min(200, whole.length); length += 1) {
        expect(() => pictureFacts(whole.subarray(0, length))).not.toThrow();
      }
      expect(pictureFacts(whole.subarray(0, 40))).toBeNull();
    },
  );
});
