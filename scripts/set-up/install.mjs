// Makes a fresh clone ready: installs the packages of the lock file when the tree lacks any of them.
// Only Node's own modules here, since nothing else is there yet. Instant when nothing is missing;
// everything it prints goes to stderr, so that commands that answer on stdout stay clean.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** The packages that the lock file wants and the tree does not have in that version. */
const missing = () => {
  const installed = `${root}node_modules/.package-lock.json`;
  if (!existsSync(installed)) return ['node_modules'];
  const have = readJson(installed).packages;
  return Object.entries(readJson(`${root}package-lock.json`).packages)
    .filter(([path, entry]) => path.startsWith('node_modules/') && !entry.optional && !entry.link)
    .filter(([path, entry]) => have[path]?.version !== entry.version)
    .map(([path]) => path);
};

const install = () => {
  // The npm that runs this script, so that `npm` need not be on the PATH a second time.
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  // --include=dev: `npm test` must work where NODE_ENV=production is set, too.
  const args = [...first, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  process.stderr.write('Installing packages (first start only) …\n');
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] }).status ?? 1;
};

if (missing().length > 0) {
  const status = install();
  if (status !== 0) {
    process.stderr.write('npm ci failed; see the lines above, then run the command again.\n');
    process.exit(status);
  }
}
