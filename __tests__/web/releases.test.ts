import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildAssets } from '../../bot/web/assets.ts';

const folder = 'bot/widget/releases';

const release = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/release-widget.ts', ...args], {
    encoding: 'utf8',
  });

test('each released loader is served as it was released, for good', async () => {
  const assets = await buildAssets();
  const names = await readdir(folder);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const asset = assets.get(`/widget-${name.replace('.txt', '')}`);
    expect(asset?.plain).toEqual(await readFile(join(folder, name)));
    expect(asset?.caching).toBe('forever');
  }
  expect(assets.get('/widget.js')?.caching).toBe('shown-first');
});

describe('npm run release', () => {
  test('prints the tag of each release, with its hash', () => {
    expect(release().stdout).toMatch(
      /^<script src="[^"]+\/widget-1\.0\.0\.js" integrity="sha384-[\w+/]{64}" crossorigin="anonymous" defer><\/script>\n/,
    );
  });

  test.each([
    ['1.0.0', 'was released before'],
    ['../main', 'is no version'],
  ])('writes nothing over, and nowhere else: %s', async (version, why) => {
    const before = await readFile(join(folder, '1.0.0.js.txt'));
    const { status, stderr } = release(version);
    expect(status).toBe(1);
    expect(stderr).toContain(why);
    expect(await readFile(join(folder, '1.0.0.js.txt'))).toEqual(before);
  });
});

test('the published types take what the guide tells a host to write', async () => {
  const place = await mkdtemp(join(tmpdir(), 'madoguchi-types-'));
  const types = (await buildAssets()).get('/widget.d.ts')?.plain ?? '';
  await writeFile(join(place, 'madoguchi.d.ts'), types);
  await writeFile(
    join(place, 'host.ts'),
    `import type { MadoguchiApi } from './madoguchi.js';
     const widget: MadoguchiApi | undefined = window.Madoguchi;
     const stop: (() => void) | undefined = widget?.on('unread', (count: number) => count.toFixed());
     widget?.identify(null);
     widget?.open();
     stop?.();
     // @ts-expect-error: there is no such event
     window.Madoguchi?.on('opened', () => {});`,
  );
  const args = ['--noEmit', '--strict', '--lib', 'es2022,dom', '--types', '', 'host.ts'];
  const { stdout, status } = spawnSync(resolve('node_modules/.bin/tsc'), args, {
    encoding: 'utf8',
    cwd: place,
  });
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  await rm(place, { recursive: true });
});
