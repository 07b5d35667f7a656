import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { startProgram, type Program } from './pictures/program.ts';
import { scenes } from './pictures/scenes.ts';
import { picturesOfStates } from './pictures/states.ts';
import { chromiumArguments, findChromium } from './set-up/chromium.mjs';

/** Long enough for the last transition, short enough for a coffee-free run. */
const settleMs = 700;

const picturesOfScenes = async function* (browser: Browser, { url }: Program): AsyncGenerator<string> {
  for (const { file, viewport, colorScheme, play } of scenes) {
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

/** `npm run pictures`: the pictures of the README and the guides, from the real thing. */
const main = async (): Promise<void> => {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium; run node scripts/set-up/browser.mjs');
  const program = await startProgram();
  const browser = await chromium.launch({ executablePath, args: chromiumArguments });
  try {
    for (const pictures of [picturesOfScenes, picturesOfStates]) {
      for await (const file of pictures(browser, program)) process.stdout.write(`${file}\n`);
    }
  } finally {
    await browser.close();
    await program.stop();
  }
};

await main();
