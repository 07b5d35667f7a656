import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const program = join(import.meta.dirname, 'started-process.ts');

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('kill -9 of whoever started PostgreSQL ends it, too', async () => {
  const starter = spawn(process.execPath, ['--import', 'tsx', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(starter.stdout, 'data');
  const pid = Number(said);
  expect(runs(pid)).toBe(true);
  starter.kill('SIGKILL');
  while (runs(pid)) await sleep(20);
});
