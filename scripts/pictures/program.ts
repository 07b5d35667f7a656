import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from '../proof/data-folder.ts';
import { startProgram as start, temporaryFolder } from '../proof/program.ts';
import { serveHostPage } from './host-page.ts';

export interface Program {
  url: string;
  /** A page of another origin that carries its widget, and stays while the program is away. */
  hostUrl: string;
  /** The program stops, and starts again at its old address with what it had. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
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

/** Editors write: what a scene saves must not end in the repository. */
const copyContent = async (to: string): Promise<void> => {
  for (const folder of ['knowledge', 'intents']) await cp(folder, join(to, folder), { recursive: true });
  const calendar = join(to, 'knowledge', 'calendar.yaml');
  await writeFile(calendar, (await readFile(calendar, 'utf8')).replace('closedDays: []\n', closedDays));
};

/**
 * The program itself on a port and an empty data folder of its own, at a staffed hour.
 * @param origins of host pages, besides its own
 */
export const startProgram = async (origins = ''): Promise<Program> => {
  const [content, data] = [await temporaryFolder(), await dataFolder()];
  await copyContent(content.path);
  let url = '';
  const host = await serveHostPage(() => url);
  const env = {
    MADOGUCHI_DATA: data.path,
    MADOGUCHI_KNOWLEDGE: join(content.path, 'knowledge'),
    MADOGUCHI_INTENTS: join(content.path, 'intents'),
    MADOGUCHI_ORIGINS: [host.origin, origins].filter(Boolean).join(','),
  };
  let program = await start(env);
  url = program.url;
  return {
    url,
    hostUrl: host.origin,
    goAway: async () => {
      await program.stop();
    },
    comeBack: async () => {
      program = await start({ ...env, PORT: new URL(url).port });
    },
    takeStoreAway: () => data.takeAway(),
    bringStoreBack: () => data.bringBack(),
    stop: async () => {
      await program.stop();
      await host.close();
      await Promise.all([content.dispose(), data.dispose()]);
    },
  };
};
