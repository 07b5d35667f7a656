// Ends what a process has started when that process is gone, however it went: nothing of ours runs in a
// process after kill -9, but the system closes its pipes. Reads `+ PID SIGNAL FOLDER` (FOLDER may be
// empty; it is removed after the process) and `- PID`, a line each, until the end of its input.
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createInterface } from 'node:readline';

/** So long a process may take to end by its own signal; then SIGKILL ends it. */
const patienceMs = 10_000;
const lookMs = 50;

const watched = new Map();

for await (const line of createInterface({ input: process.stdin })) {
  const [, sign, pid, signal, folder] = /^([+-]) (\d+)(?: (\w+) (.*))?$/.exec(line) ?? [];
  if (sign === '+') watched.set(Number(pid), { signal, folder });
  if (sign === '-') watched.delete(Number(pid));
}

const send = (pid, signal) => {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
};

const end = async ([pid, { signal, folder }]) => {
  send(pid, signal);
  // One that was stopped where it stood takes no other signal before this one.
  send(pid, 'SIGCONT');
  for (let waited = 0; send(pid, 0); waited += lookMs) {
    if (waited === patienceMs) send(pid, 'SIGKILL');
    await sleep(lookMs);
  }
  if (folder) await rm(folder, { recursive: true, force: true });
};

await Promise.all([...watched].map(end));
