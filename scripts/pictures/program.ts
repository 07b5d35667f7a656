import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { startProgram as start, temporaryFolder } from '../proof/program.ts';

export interface Program {
  url: string;
  stop(): Promise<void>;
}

/**
 * The program itself on a port and an empty data folder of its own, at a staffed hour.
 * @param origins of host pages, besides its own
 */
export const startProgram = async (origins = ''): Promise<Program> => {
  const data = await temporaryFolder();
  // Editors write: what a scene saves must not end in the repository.
  for (const folder of ['knowledge', 'intents'])
    await cp(folder, join(data.path, folder), { recursive: true });
  const program = await start({
    MADOGUCHI_DATA: join(data.path, 'data'),
    MADOGUCHI_KNOWLEDGE: join(data.path, 'knowledge'),
    MADOGUCHI_INTENTS: join(data.path, 'intents'),
    MADOGUCHI_ORIGINS: origins,
  });
  return {
    url: program.url,
    stop: async () => {
      await program.stop();
      await data.dispose();
    },
  };
};
