import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverFile } from '../set-up/build.mjs';

export interface Program {
  url: string;
  stop(): Promise<void>;
}

/**
 * The program itself on a port and an empty data folder of its own, at a staffed hour.
 * @param origins of host pages, besides its own
 */
export const startProgram = async (origins = ''): Promise<Program> => {
  const data = await mkdtemp(join(tmpdir(), 'madoguchi-pictures-'));
  // Editors write: what a scene saves must not end in the repository.
  for (const folder of ['knowledge', 'intents']) await cp(folder, join(data, folder), { recursive: true });
  const child = spawn(process.execPath, [serverFile], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      MADOGUCHI_DATA: data,
      MADOGUCHI_KNOWLEDGE: join(data, 'knowledge'),
      MADOGUCHI_INTENTS: join(data, 'intents'),
      MADOGUCHI_ORIGINS: origins,
      MADOGUCHI_NOW: '2026-11-24T11:00:00+09:00',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      const ready = /ready: (http:\/\/localhost:\d+)\//.exec(said)?.[1];
      if (ready) resolve(ready);
    });
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}`)));
  });
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
};
