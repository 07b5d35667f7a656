import { StartError } from '../../bot/errors.ts';
import { playOutage } from '../proof/outage.ts';
import { OwnPostgres, safeSettings } from '../proof/postgres.ts';
import { unlimited } from '../proof/kill/stages.ts';
import { startProgram } from '../proof/program.ts';
import { readOptions } from '../read-options.ts';
import { buildServer } from '../set-up/build.mjs';

/** PostgreSQL away in the middle of writing: stopped where it stands, and shut down and started again. */

const usage = 'npm run bench -- outage [--seconds N]: away for N seconds, 10 where nothing is said';
const usualSeconds = 10;

const secondsOf = (flags: string[]): number => {
  const config = { args: flags, options: { seconds: { type: 'string' } } } as const;
  const seconds = Number(readOptions(config, usage).values.seconds ?? usualSeconds);
  if (!(seconds >= 0)) throw new StartError(`--seconds must be a number from 0; ${usage}`);
  return seconds;
};

const ways: Readonly<Record<string, (postgres: OwnPostgres) => Promise<() => Promise<void>>>> = {
  'stopped where it stands (SIGSTOP)': async (postgres) => {
    const thaw = await postgres.freeze();
    return async () => thaw();
  },
  'shut down and started again': async (postgres) => {
    await postgres.stop();
    return () => postgres.startAgain();
  },
};

export const run = async function* (flags: string[]): AsyncGenerator<object> {
  const seconds = secondsOf(flags);
  await buildServer();
  for (const [way, away] of Object.entries(ways)) {
    const postgres = await OwnPostgres.start(safeSettings);
    const program = await startProgram({ ...unlimited, DATABASE_URL: postgres.url });
    try {
      const report = await playOutage(program.url, () => away(postgres), seconds * 1000);
      yield { postgres: way, seconds, ...report };
      if (report.faults.length > 0 || report.faq.answered < report.faq.asked) process.exitCode = 1;
    } finally {
      await program.stop();
      await postgres.dispose();
    }
  }
};
