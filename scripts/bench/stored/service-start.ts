import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { serverFile } from '../../set-up/build.mjs';

const readyLine = /ready: (http:\/\/localhost:\d+)\//;
const residentLine = /^process_resident_memory_bytes (\d+)/m;

export interface Started {
  /** From the call of the program until it says that it is ready. */
  startMs: number;
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
  const metrics = await (await fetch(`${url}/metrics`)).text();
  child.kill('SIGTERM');
  await ended;
  return { startMs, rssMb: Number(residentLine.exec(metrics)?.[1] ?? NaN) / 1e6 };
};
