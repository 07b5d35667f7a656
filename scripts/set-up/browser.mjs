// Before the tests: a real Chromium, from the system, else from Debian's packages, else from Playwright.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './chromium.mjs';

const run = (command, args) =>
  spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

const fromDebian = () =>
  process.getuid?.() === 0 &&
  existsSync('/usr/bin/apt-get') &&
  run('apt-get', ['update', '-qq']) &&
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']);

const fromPlaywright = () =>
  run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium']);

if (findChromium() === null) {
  process.stderr.write('Installing Chromium for the browser tests (first run only) …\n');
  const done = (fromDebian() || fromPlaywright()) && findChromium() !== null;
  if (!done) {
    process.stderr.write(
      'No Chromium could be installed. Install one (Debian: apt-get install chromium) or name it in CHROMIUM_PATH, then run npm test again.\n',
    );
    process.exit(1);
  }
}
