import { inPixels, type Mark } from './marks.ts';

/** Width and height that are sent, as the server keeps them: more would only travel. */
const LONGEST_SIDE = 2_560;
/** A photograph as PNG; above, it is sent as JPEG (bytes). Sane: 2 to 6 MB, the server takes 8. */
const LARGE_BYTES = 3 * 1024 * 1024;
const JPEG_QUALITY = 0.9;

const contextOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D => {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser cannot draw');
  return context;
};

/**
 * The picture of a file on a canvas, turned as it is meant to be seen and no larger than it is sent. Rejects
 * for what the browser cannot draw. What else the file carries, such as where it was taken, is left behind.
 */
export const drawFile = async (file: Blob): Promise<HTMLCanvasElement> => {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = contextOf(canvas);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
};

const encoded = (canvas: HTMLCanvasElement, type: string): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be written'))),
      type,
      JPEG_QUALITY,
    );
  });

/**
 * The picture as it is sent, with its marks as pixels of it: what is under them is in no byte of it.
 * @param photograph true for what came as JPEG, which as PNG would be many times larger
 */
export const withMarks = async (
  picture: HTMLCanvasElement,
  marks: readonly Mark[],
  photograph: boolean,
): Promise<Blob> => {
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  const context = contextOf(canvas);
  // JPEG has no transparency, and would make it black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  context.fillStyle = '#000';
  for (const mark of marks) {
    const { x, y, width, height } = inPixels(mark, canvas);
    context.fillRect(x, y, width, height);
  }
  if (photograph) return encoded(canvas, 'image/jpeg');
  const blob = await encoded(canvas, 'image/png');
  return blob.size > LARGE_BYTES ? encoded(canvas, 'image/jpeg') : blob;
};
