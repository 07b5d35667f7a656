import sharp, { type Sharp } from 'sharp';

/** A drawing that shows nothing of anybody's product: a frame with a square in it. */
const drawing = (width: number, height: number, colour: string): Sharp =>
  sharp({ create: { width, height, channels: 3, background: 'white' } }).composite([
    {
      input: {
        create: {
          width: Math.ceil(width / 2),
          height: Math.ceil(height / 2),
          channels: 3,
          background: colour,
        },
      },
    },
  ]);

/** The bytes of a small diagram; another colour is another picture. */
export const diagram = (
  format: 'png' | 'jpeg' | 'webp' = 'png',
  { width = 60, height = 40, colour = '#0f6b62' } = {},
): Promise<Buffer> => drawing(width, height, colour).toFormat(format).toBuffer();

/** Pixels of noise, which no format can make small. */
export const noise = (width: number, height: number): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: 'white',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
