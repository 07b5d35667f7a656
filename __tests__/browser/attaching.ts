import sharp from 'sharp';
import { z } from 'zod';
import type { WidgetOnPage } from './opened.ts';

/** What a camera writes into a picture; to be looked for in what is sent and kept. */
export const secret = 'SECRET-OF-THE-CAMERA';

/** 400 × 300 pixels: white, with red in the middle, and a camera's data. */
export const screenshot = async (): Promise<Buffer> => {
  const red = await sharp({ create: { width: 100, height: 24, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 400, height: 300, channels: 3, background: '#ffffff' } })
    .composite([{ input: red, left: 150, top: 138 }])
    .withExif({ IFD0: { Copyright: secret } })
    .png()
    .toBuffer();
};

/** True when a pixel of the picture is red. */
export const showsRed = async (picture: Buffer): Promise<boolean> => {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  for (let at = 0; at < data.length; at += info.channels) {
    if ((data[at] ?? 0) > 150 && (data[at + 1] ?? 0) < 100 && (data[at + 2] ?? 0) < 100) return true;
  }
  return false;
};

export interface GivenFile {
  content: Buffer;
  name: string;
  type: string;
}

/** Run in the frame; the types of the tests know no document. */
const handing = ({ content, name, type }: GivenFile, event: string): string => `{
  const bytes = Uint8Array.from(atob('${content.toString('base64')}'), (each) => each.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], ${JSON.stringify(name)}, { type: '${type}' }));
  document.querySelector('.composer textarea').dispatchEvent(${event});
}`;

/** Puts a file into the clipboard and pastes it. */
export const paste = (widget: WidgetOnPage, file: GivenFile): Promise<unknown> =>
  widget.input.evaluate(
    handing(
      file,
      "new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })",
    ),
  );

/** Drags a file into the window and lets it go. */
export const drop = (widget: WidgetOnPage, file: GivenFile): Promise<unknown> =>
  widget.input.evaluate(
    handing(file, "new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })"),
  );

/** Closes the dialog and drops another file before the browser has come to say that it is closed. */
export const closeAndDrop = (widget: WidgetOnPage, file: GivenFile): Promise<unknown> =>
  widget.input.evaluate(`(async () => {
    document.querySelector('dialog header button').click();
    for (let turn = 0; turn < 20; turn += 1) await null;
    ${handing(file, "new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })")}
  })()`);

/** From now on the frame keeps what it sends as a Blob, of which the browser tells nobody. */
export const watchBlobs = (widget: WidgetOnPage): Promise<unknown> =>
  widget.frame.locator('html').evaluate(`{
    const send = window.fetch;
    window.sentBlobs = [];
    window.fetch = (address, init) => {
      if (init?.body instanceof Blob) window.sentBlobs.push(init.body);
      return send(address, init);
    };
  }`);

export const sentBlobs = async (widget: WidgetOnPage): Promise<Buffer[]> => {
  const found = await widget.frame
    .locator('html')
    .evaluate(
      'Promise.all(window.sentBlobs.map(async (blob) => [...new Uint8Array(await blob.arrayBuffer())]))',
    );
  return z
    .array(z.array(z.number()))
    .parse(found)
    .map((bytes) => Buffer.from(bytes));
};

/** By the button beside the field. */
export const choose = async (
  widget: WidgetOnPage,
  entry: '画像を添付する' | 'CSVの見出し行を送る',
  { content, name, type }: GivenFile,
): Promise<void> => {
  await openMenu(widget);
  const [chooser] = await Promise.all([
    widget.page.waitForEvent('filechooser'),
    widget.frame.getByRole('button', { name: entry, exact: true }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: type, buffer: content });
};

export const openMenu = (widget: WidgetOnPage): Promise<void> =>
  widget.frame.getByRole('button', { name: '画像やCSVの見出し行を送る' }).click();

export const csv = (text: string): GivenFile => ({
  content: Buffer.from(text),
  name: '従業員.csv',
  type: 'text/csv',
});
