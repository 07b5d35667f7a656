import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import type { Program } from './program.ts';
import { tours } from './widget-tour.ts';

const parent = 'bot/widget/pictures';
const folder = `${parent}/states`;

/** Of a desktop's window only what is beside the widget matters: the right edge. */
const looks = [
  { viewport: { width: 1280, height: 844 }, colorScheme: 'light', right: 480, hasTouch: false },
  { viewport: { width: 1280, height: 844 }, colorScheme: 'dark', right: 480, hasTouch: false },
  { viewport: { width: 390, height: 844 }, colorScheme: 'light', right: 390, hasTouch: true },
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark', right: 390, hasTouch: true },
] as const;

/** Those that the README shows, each by itself: state, which of the looks, and file. */
const alone = [
  { state: 'closed', look: 2, file: `${parent}/closed-phone.png` },
  { state: 'queue', look: 2, file: `${parent}/queue-phone.png` },
  { state: 'black-out', look: 2, file: `${parent}/black-out-phone.png` },
  { state: 'server-away', look: 2, file: `${parent}/server-away-phone.png` },
  { state: 'survey-comment', look: 3, file: `${parent}/survey-phone-dark.png` },
];

const gap = 16;
/** Long enough for the last transition (ms). */
const settleMs = 500;

/** State → its pictures, in the order of the looks. */
type Taken = Map<string, Buffer[]>;

const take = async (browser: Browser, program: Program, look: (typeof looks)[number]): Promise<Taken> => {
  const { viewport, colorScheme, right, hasTouch } = look;
  const taken: Taken = new Map();
  for (const tour of tours) {
    const context = await browser.newContext({
      viewport,
      colorScheme,
      hasTouch,
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
    });
    const page = await context.newPage();
    for await (const state of tour({ ...program, page })) {
      await page.waitForTimeout(settleMs);
      const clip = { x: viewport.width - right, y: 0, width: right, height: viewport.height };
      taken.set(state, [await page.screenshot({ clip })]);
    }
    await context.close();
  }
  return taken;
};

/** Side by side in one picture. */
const sheet = async (file: string, pictures: readonly Buffer[]): Promise<void> => {
  let left = 0;
  const placed = looks.map(({ right, viewport }, index) => {
    const at = { input: pictures[index] ?? Buffer.alloc(0), left, top: 0, ...viewport };
    left += right + gap;
    return at;
  });
  const size = { width: left - gap, height: looks[0].viewport.height };
  await sharp({ create: { ...size, channels: 3, background: '#888' } })
    .composite(placed.map(({ input, left: x, top }) => ({ input, left: x, top })))
    .webp({ quality: 60 })
    .toFile(file);
};

/** Every state of the widget at both sizes in both themes, a picture for each state. Answers the files. */
export const picturesOfStates = async function* (browser: Browser, program: Program): AsyncGenerator<string> {
  const all: Taken[] = [];
  for (const look of looks) all.push(await take(browser, program, look));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const state of all[0]?.keys() ?? []) {
    const file = join(folder, `${state}.webp`);
    await sheet(
      file,
      all.flatMap((taken) => taken.get(state) ?? []),
    );
    yield file;
  }
  for (const { state, look, file } of alone) {
    const picture = all[look]?.get(state)?.[0];
    if (!picture) throw new Error(`there is no picture of ${state}`);
    await sharp(picture).png({ palette: true }).toFile(file);
    yield file;
  }
};
