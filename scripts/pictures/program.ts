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
  const program = await start({ MADOGUCHI_DATA: data.path, MADOGUCHI_ORIGINS: origins });
  return {
    url: program.url,
    stop: async () => {
      await program.stop();
      await data.dispose();
    },
  };
};
