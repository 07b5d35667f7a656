import { StartError } from '../../bot/errors.ts';
import { killRounds } from '../proof/kill/rounds.ts';
import { lowdbStage, postgresServerStage, postgresStage, type Stage } from '../proof/kill/stages.ts';
import { quickSettings } from '../proof/postgres.ts';
import { readOptions } from '../read-options.ts';
import { buildServer } from '../set-up/build.mjs';

/**
 * kill -9 at random times while customers and agents write through the real program: over the data folder,
 * over PostgreSQL, and PostgreSQL itself. Everything acknowledged must be there, once and in order.
 */

const usage = 'npm run bench -- kill [--rounds N]: N kills in all, 200 where nothing is said';
const usualRounds = 200;

/** Of all rounds; what the program itself does to its own files is the most likely to be wrong. */
const shares: Readonly<Record<string, { share: number; open: () => Promise<Stage> }>> = {
  'program over the data folder': { share: 0.5, open: () => lowdbStage({}) },
  'program over PostgreSQL': { share: 0.3, open: () => postgresStage({}, quickSettings) },
  'PostgreSQL, with fsync': { share: 0.2, open: () => postgresServerStage({}) },
};

const roundsOf = (flags: string[]): number => {
  const config = { args: flags, options: { rounds: { type: 'string' } } } as const;
  const rounds = Number(readOptions(config, usage).values.rounds ?? usualRounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new StartError(`--rounds must be a whole number from 1; ${usage}`);
  return rounds;
};

export const run = async function* (flags: string[]): AsyncGenerator<object> {
  const rounds = roundsOf(flags);
  await buildServer();
  for (const [killed, { share, open }] of Object.entries(shares)) {
    const stage = await open();
    const faults: string[] = [];
    const total = { rounds: 0, acknowledged: 0, unacknowledged: 0 };
    try {
      for await (const report of killRounds(stage, Math.ceil(rounds * share))) {
        total.rounds = report.round;
        total.acknowledged = report.acknowledged;
        total.unacknowledged += report.unacknowledged;
        faults.push(...report.faults.map((fault) => `round ${report.round}: ${fault}`));
      }
    } finally {
      await stage.close();
    }
    yield {
      killed,
      ...total,
      faults: faults.length,
      ...(faults.length > 0 ? { first: faults.slice(0, 5) } : {}),
    };
    if (faults.length > 0) process.exitCode = 1;
  }
};
