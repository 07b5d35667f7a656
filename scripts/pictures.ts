import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { StartError } from '../bot/errors.ts';
import { endWith } from './end-with.ts';
import { startProgram, type Program } from './pictures/program.ts';
import { scenes } from './pictures/scenes.ts';
import { picturesOfStates } from './pictures/states.ts';
import { readOptions } from './read-options.ts';
import { chromiumArguments, findChromium } from './set-up/chromium.mjs';

const usage = 'npm run pictures [-- widget|console|editor]';

/** Long enough for the last transition, short enough for a coffee-free run. */
const settleMs = 700;

type TakePictures = (browser: Browser, program: Program) => AsyncGenerator<string>;

/** @param only of which program; '' for all */
const picturesOfScenes = (only: string): TakePictures =>
  async function* (browser, { url }) {
    const wanted = scenes.filter(({ file }) => file.startsWith(`bot/${only}`));
    for (const { file, viewport, colorScheme, play } of wanted) {
      const context = await browser.newContext({
        viewport,
        colorScheme,
        locale: 'ja-JP',
        timezoneId: 'Asia/Tokyo',
      });
      const page = await context.newPage();
      await play({ page, url });
      await page.waitForTimeout(settleMs);
      await mkdir(dirname(file), { recursive: true });
      await page.screenshot({ path: file });
      await context.close();
      yield file;
    }
  };

/** On a program of its own: whom one has put into the queue would stand before the next. */
const take = async (browser: Browser, pictures: TakePictures): Promise<void> => {
  const program = await startProgram();
  try {
    for await (const file of pictures(browser, program)) process.stdout.write(`${file}\n`);
  } finally {
    await program.stop();
  }
};

/** `npm run pictures`: the pictures of the README and the guides, from the real thing. */
const main = async (): Promise<void> => {
  const { positionals } = readOptions({ allowPositionals: true }, usage);
  const [only = ''] = positionals;
  if (!['', 'widget', 'console', 'editor'].includes(only)) throw new StartError(`usage: ${usage}`);
  const executablePath = findChromium();
  if (!executablePath) throw new StartError('no Chromium; run node scripts/set-up/browser.mjs');
  const browser = await chromium.launch({ executablePath, args: chromiumArguments });
  try {
    await take(browser, picturesOfScenes(only));
    if (only === '' || only === 'widget') await take(browser, picturesOfStates);
  } finally {
    await browser.close();
  }
};

await main().catch(endWith);
