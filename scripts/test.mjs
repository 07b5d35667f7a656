// The whole suite, in the order in which a fault is cheapest to learn of. Every step runs, so that one
// run shows everything; the exit code says whether all passed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = (name) => join('node_modules', '.bin', name);
const results = join(tmpdir(), `madoguchi-jest-${process.pid}.json`);

const steps = [
  ['types', bin('tsc'), ['--noEmit']],
  ['types of the browser programs', bin('tsc'), ['--noEmit', '-p', 'scripts/tsconfig.browser.json']],
  ['types of the service worker', bin('tsc'), ['--noEmit', '-p', 'scripts/tsconfig.worker.json']],
  ['lint', bin('oxlint'), ['-c', 'scripts/oxlint.json', '--quiet']],
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['rooms', bin('depcruise'), ['--config', 'scripts/rooms.cjs', 'bot', 'scripts']],
  ['unused code', bin('knip'), ['--config', 'scripts/knip.json']],
  ['knowledge', process.execPath, ['--import', 'tsx', 'scripts/check.ts']],
  [
    'promises',
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings',
      'node_modules/jest/bin/jest.js',
      // A set-up that failed half-way leaves what it started; the suite must end all the same.
      '--forceExit',
      '--json',
      `--outputFile=${results}`,
    ],
  ],
];

const passes = ([name, command, args]) => {
  process.stdout.write(`\n== ${name}\n`);
  const { status, error } = spawnSync(command, args, {
    // jest prints its report on stderr and its JSON on stdout, which the file has already.
    stdio: ['ignore', name === 'promises' ? 'ignore' : 1, 1],
  });
  if (error) process.stdout.write(`${error.message}\n`);
  return status === 0;
};

const failed = steps.filter((step) => !passes(step)).map(([name]) => name);
// jest that could not even begin has failed above, and left no results.
const { numPassedTests, numFailedTests, numPendingTests } = existsSync(results)
  ? JSON.parse(readFileSync(results, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0 };
rmSync(results, { force: true });
// A test that is skipped shows nothing, so it counts as a failure here.
if (numPendingTests > 0) failed.push(`${numPendingTests} skipped tests`);
process.stdout.write(failed.length > 0 ? `\nFailed: ${failed.join(', ')}\n` : '\nAll steps passed.\n');
process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed\n`);
process.exit(failed.length > 0 ? 1 : 0);
