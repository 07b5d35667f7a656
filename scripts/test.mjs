// The whole suite. Every step runs, so that one run shows everything; the exit code says whether all passed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = (name) => join('node_modules', '.bin', name);
const results = join(tmpdir(), `madoguchi-jest-${process.pid}.json`);

/** What looks at the files alone: two lanes of about the same length, since each step keeps one core busy. */
const lanes = [
  [
    ['types', bin('tsc'), ['--noEmit']],
    ['types of the browser programs', bin('tsc'), ['--noEmit', '-p', 'scripts/tsconfig.browser.json']],
    ['types of the service worker', bin('tsc'), ['--noEmit', '-p', 'scripts/tsconfig.worker.json']],
    ['lint', bin('oxlint'), ['-c', 'scripts/oxlint.json', '--quiet']],
    ['knowledge', process.execPath, ['--import', 'tsx', 'scripts/check.ts']],
  ],
  [
    ['rooms', bin('depcruise'), ['--config', 'scripts/rooms.cjs', 'bot', 'scripts']],
    ['unused code', bin('knip'), ['--config', 'scripts/knip.json']],
    ['format', bin('prettier'), ['--check', '--log-level', 'warn', '.']],
  ],
];

const promises = [
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
];

const failed = [];

/** @param stdio where stdout and stderr go */
const run = async ([name, command, args], stdio) => {
  const child = spawn(command, args, { stdio: ['ignore', ...stdio] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close').catch((error) => [error.message]);
  if (code !== 0) failed.push(name);
  return typeof code === 'string' ? code : output;
};

const runLane = async (steps) => {
  for (const step of steps) {
    const output = await run(step, ['pipe', 'pipe']);
    process.stdout.write(`\n== ${step[0]}\n${output}`);
  }
};

await Promise.all(lanes.map(runLane));
process.stdout.write('\n== promises\n');
// jest prints its report on stderr and its JSON on stdout, which the file has already.
process.stdout.write(await run(promises, ['ignore', 'inherit']));
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
