import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProgram as start, temporaryFolder } from '../proof/program.ts';

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
  const folder = await temporaryFolder();
  const [data, away] = [join(folder.path, 'data'), join(folder.path, 'away')];
  await copyContent(folder.path);
  const program = await start({
    MADOGUCHI_DATA: data,
    MADOGUCHI_KNOWLEDGE: join(folder.path, 'knowledge'),
    MADOGUCHI_INTENTS: join(folder.path, 'intents'),
    MADOGUCHI_ORIGINS: origins,
  });
  return {
    url: program.url,
    takeStoreAway: async () => {
      await rename(data, away);
      await writeFile(data, '');
    },
    bringStoreBack: async () => {
      await rm(data, { force: true });
      await rename(away, data);
    },
    stop: async () => {
      await program.stop();
      await folder.dispose();
    },
  };
};
