// Bundles the server, some 0.2 s, so that a start does not translate and resolve hundreds of small files.
// Built anew before every start: there is no stale build to run by mistake. Packages stay where they are.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A bundled module still finds the files that lie beside its source. */
const sourceUrls = {
  name: 'source-urls',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/](?:bot|scripts)[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return {
        loader: 'ts',
        contents: source.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      };
    });
  },
};

/** Where the built server is. */
export const serverFile = `${root}.cache/server/main.js`;

/** Where a command is that was built for the tests, by the name of its file in `scripts/`. */
export const commandFile = (name) => `${root}.cache/commands/${name}.js`;

const bundle = async (entryPoints, outdir) => {
  await rm(join(root, outdir), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [sourceUrls],
  });
};

export const buildServer = () => bundle(['bot/main.ts'], '.cache/server');

/**
 * `npm run` translates a command each time, which is a third of a second; tests run some hundred. Not built for who
 * calls one: a build would take as long, and take the files away from one that runs.
 */
const buildCommands = async () => {
  const { scripts } = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
  const files = Object.values(scripts).flatMap((command) => command.match(/\bscripts\/[a-z-]+\.ts$/) ?? []);
  await bundle(files, '.cache/commands');
};

/** jest's `globalSetup`, before the first test (package.json). */
export default async function buildForTests() {
  await Promise.all([buildServer(), buildCommands()]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildServer();
