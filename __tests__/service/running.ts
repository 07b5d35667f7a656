/** The program as its operator starts it; the tests of a running service say "service" to it. */
export {
  startAndFail,
  startProgram as startService,
  temporaryFolder,
  type RunningProgram as RunningService,
} from '../../scripts/proof/program.ts';
