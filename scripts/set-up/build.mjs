// Bundles the server, some 0.2 s, so that a start does not translate and resolve hundreds of small files.
// Built anew before every start: there is no stale build to run by mistake. Packages stay where they are.
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A bundled module still finds the files that lie beside its source. */
const sourceUrls = {
  name: 'source-urls',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]bot[\\/].*\.ts$/ }, async ({ path }) => {
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

/** Also jest's `globalSetup`, before the first test (package.json). */
export default async function buildServer() {
  await rm(`${root}.cache/server`, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['bot/main.ts'],
    outdir: '.cache/server',
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
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildServer();
