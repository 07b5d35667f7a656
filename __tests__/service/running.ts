import { startProgram, type RunningProgram } from '../../scripts/proof/program.ts';
import { makeKnowledge } from '../knowledge/fixture.ts';

export {
  startAndFail,
  temporaryFolder,
  type RunningProgram as RunningService,
} from '../../scripts/proof/program.ts';

/** The program as its operator starts it; the tests of a running service say "service" to it. */
export const startService = startProgram;

/** With the smallest knowledge, which starts in half the time: for promises that no answer takes part in. */
export const startSmallService = async (env: Record<string, string>): Promise<RunningProgram> => {
  const { folders, dispose } = await makeKnowledge();
  const small = { MADOGUCHI_KNOWLEDGE: folders.knowledge, MADOGUCHI_INTENTS: folders.intents };
  try {
    const program = await startProgram({ ...small, ...env });
    return {
      ...program,
      stop: async () => {
        const code = await program.stop();
        await dispose();
        return code;
      },
      kill: async () => {
        await program.kill();
        await dispose();
      },
    };
  } catch (error) {
    await dispose();
    throw error;
  }
};
