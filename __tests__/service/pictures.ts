import sharp, { type Sharp } from 'sharp';

/** What nobody wants to have sent along; looked for in what is kept. */
export const secret = 'SECRET-OF-THE-CAMERA';

const canvas = (width: number, height: number, colour: string): Sharp =>
  sharp({ create: { width, height, channels: 3, background: colour }, limitInputPixels: false });

/** A picture with a camera's data in it: who took it, where, and a profile of colours. */
export const photograph = (
  format: 'png' | 'jpeg' | 'webp',
  { width = 60, height = 40, orientation = 1 } = {},
): Promise<Buffer> =>
  canvas(width, height, '#c04020')
    .withExif({
      IFD0: { Copyright: secret, Artist: secret },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 40/1 0/1' },
    })
    .withMetadata({ orientation, icc: 'p3' })
    .toFormat(format)
    .toBuffer();

/** 400 million pixels in 1 MB. */
export const bomb = (): Promise<Buffer> => canvas(20_000, 20_000, 'white').png().toBuffer();

/** Two frames, red and blue. */
export const animation = async (): Promise<Buffer> => {
  const frames = await Promise.all(['red', 'blue'].map((colour) => canvas(20, 20, colour).png().toBuffer()));
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
};
