import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../service/running.ts';

const lock = {
  packages: {
    '': { name: 'a-clone' },
    'node_modules/one': { version: '1.0.0' },
    'node_modules/two': { version: '2.0.0', dev: true },
    'node_modules/other-system': { version: '3.0.0', optional: true },
    'node_modules/stand-in': { resolved: 'scripts/stand-in', link: true },
    'scripts/stand-in': { version: '1.0.0' },
  },
};
type Packages = Record<string, { version: string }>;
const complete: Packages = {
  'node_modules/one': { version: '1.0.0' },
  'node_modules/two': { version: '2.0.0' },
};

let clone: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (...names: string[]): string => join(clone.path, ...names);

beforeEach(async () => {
  clone = await temporaryFolder();
  await mkdir(at('scripts/set-up'), { recursive: true });
  await copyFile('scripts/set-up/install.mjs', at('scripts/set-up/install.mjs'));
  await writeFile(at('package-lock.json'), JSON.stringify(lock));
  // Stands for npm: notes how it was called, and ends as it is told to.
  await writeFile(
    at('npm.js'),
    `require('fs').writeFileSync('called.json', JSON.stringify(process.argv.slice(2)));
console.log('on stdout');
process.exit(Number(process.env.NPM_ENDS_WITH));`,
  );
});
afterEach(() => clone.dispose());

const tree = async (packages: Packages): Promise<void> => {
  await mkdir(at('node_modules'), { recursive: true });
  await writeFile(at('node_modules/.package-lock.json'), JSON.stringify({ packages }));
};
const setUp = (endsWith = 0) =>
  spawnSync(process.execPath, [at('scripts/set-up/install.mjs')], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, npm_execpath: at('npm.js'), NPM_ENDS_WITH: String(endsWith) },
  });
const called = (): Promise<unknown> => readFile(at('called.json'), 'utf8').then(JSON.parse, () => null);

describe('before every command', () => {
  test('nothing is run and nothing is said where the tree is complete', async () => {
    await tree(complete);
    expect(setUp()).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(await called()).toBeNull();
  });

  test.each<[string, Packages | null]>([
    ['nothing is installed yet', null],
    ['a package is missing', { 'node_modules/one': { version: '1.0.0' } }],
    ['a package is there in another version', { ...complete, 'node_modules/two': { version: '1.9.0' } }],
  ])('what the lock file says is installed where %s, and stdout stays clean', async (_what, packages) => {
    if (packages) await tree(packages);
    else await rm(at('node_modules'), { recursive: true, force: true });
    const { status, stdout, stderr } = setUp();
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^Installing packages/);
    expect(await called()).toEqual(expect.arrayContaining(['ci', '--include=dev']));
  });

  test('a failing npm ends it with npm’s own exit code and what to do', async () => {
    const { status, stderr } = setUp(7);
    expect(status).toBe(7);
    expect(stderr).toMatch(/npm ci failed; see the lines above, then run the command again\.\n$/);
  });
});
