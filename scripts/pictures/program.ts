import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverFile } from '../set-up/build.mjs';

export interface Program {
  url: string;
  /** The store can be used no more, and again. */
  takeStoreAway(): Promise<void>;
  bringStoreBack(): Promise<void>;
  stop(): Promise<void>;
}

/** An announced closed day (H5), as an editor would write it. */
const closedDays = `closedDays:
  - date: 2026-12-11
    reason: 社内研修
    announceFrom: 2026-12-01
    announceTo: 2026-12-11
`;

const copyKnowledge = async (to: string): Promise<void> => {
  await cp('knowledge', to, { recursive: true });
  const calendar = join(to, 'calendar.yaml');
  await writeFile(calendar, (await readFile(calendar, 'utf8')).replace('closedDays: []\n', closedDays));
};

/**
 * The program itself on a port and an empty data folder of its own, at a staffed hour.
 * @param origins of host pages, besides its own
 */
export const startProgram = async (origins = ''): Promise<Program> => {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-pictures-'));
  const [data, away, knowledge] = ['data', 'away', 'knowledge'].map((name) => join(folder, name));
  if (!data || !away || !knowledge) throw new Error('no folders');
  await copyKnowledge(knowledge);
  const child = spawn(process.execPath, [serverFile], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      MADOGUCHI_DATA: data,
      MADOGUCHI_KNOWLEDGE: knowledge,
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
    takeStoreAway: async () => {
      await rename(data, away);
      await writeFile(data, '');
    },
    bringStoreBack: async () => {
      await rm(data, { force: true });
      await rename(away, data);
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
