import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { serverFile } from '../../set-up/build.mjs';

const readyLine = /ready: (http:\/\/localhost:\d+)\//;
const residentLine = /^process_resident_memory_bytes (\d+)/m;

/** Linux counts in hundredths of a second; other systems tell nothing here. */
const tickMs = 10;

const cpuMsOf = async (pid: number | undefined): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Behind the program's name in brackets: the 12th is the time in user mode, the 13th that in the system.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
};

export interface Started {
  /** From the call of the program until it says that it is ready. */
  startMs: number;
  /** What it needed of the processor for that, all its threads together. */
  cpuMs: number;
  /** Resident memory right after. */
  rssMb: number;
}

/** Starts the program as `npm start` does after its build, asks for its memory, and stops it. */
export const startService = async (env: Record<string, string>): Promise<Started> => {
  const from = performance.now();
  const options = ['--enable-source-maps', '--max-semi-space-size=64', serverFile];
  const child = spawn(process.execPath, options, {
    env: { PATH: process.env['PATH'], PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      const ready = readyLine.exec(said)?.[1];
      if (ready !== undefined) resolve(ready);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}`)));
  });
  const startMs = performance.now() - from;
  const cpuMs = await cpuMsOf(child.pid);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  child.kill('SIGTERM');
  await ended;
  return {
    startMs,
    cpuMs,
    rssMb: Number(residentLine.exec(metrics)?.[1] ?? NaN) / 1e6,
  };
};
