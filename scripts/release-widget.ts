import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../bot/errors.ts';
import { buildAssets } from '../bot/web/assets.ts';
import { endWith } from './end-with.ts';
import { readOptions } from './read-options.ts';

const usage = 'npm run release [-- VERSION]';
const folder = 'bot/widget/releases';
/** So that no tool takes a released loader for a source of ours. */
const ending = '.js.txt';
const version = /^\d+\.\d+\.\d+$/;

const integrityOf = (content: Buffer): string =>
  `sha384-${createHash('sha384').update(content).digest('base64')}`;

const tag = (release: string, content: Buffer): string =>
  `<script src="https://support.example.com/widget-${release}.js" integrity="${integrityOf(content)}" crossorigin="anonymous" defer></script>`;

/** Writes the present loader down for good. Host pages hold its hash: one that is there is never written over. */
const release = async (wanted: string): Promise<void> => {
  if (!version.test(wanted)) throw new StartError(`${wanted} is no version such as 1.0.0; usage: ${usage}`);
  const loader = (await buildAssets()).get('/widget.js');
  if (!loader) throw new StartError('no loader was built');
  await writeFile(join(folder, wanted + ending), loader.plain, { flag: 'wx' }).catch(() => {
    throw new StartError(`${wanted} was released before; host pages hold its hash, so take a new version`);
  });
};

/**
 * `npm run release -- VERSION`: keeps the present `/widget.js` as a version that host pages can pin; from
 * the next start on it is served as `/widget-VERSION.js`. Without a version: prints the tags of all.
 */
const main = async (): Promise<void> => {
  const { positionals } = readOptions({ allowPositionals: true }, usage);
  for (const wanted of positionals) await release(wanted);
  for (const name of (await readdir(folder)).toSorted()) {
    process.stdout.write(`${tag(name.slice(0, -ending.length), await readFile(join(folder, name)))}\n`);
  }
};

await main().catch(endWith);
