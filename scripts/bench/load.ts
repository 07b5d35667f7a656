import { cpus } from 'node:os';
import { StartError } from '../../bot/errors.ts';
import { readGolden } from '../../bot/workshop/golden.ts';
import { knowledgeFolders } from '../knowledge-folders.ts';
import { safeSettings } from '../proof/postgres.ts';
import type { Usage } from '../proof/process-usage.ts';
import { readOptions } from '../read-options.ts';
import { buildServer } from '../set-up/build.mjs';
import { spread } from './load/figures.ts';
import { Generators } from './load/generators.ts';
import type { CustomersPlan, Plan, Seen } from './load/plan.ts';
import { startLoaded, type LoadedService, type StoreName } from './load/service.ts';

/**
 * The program under load, over each store: what customers wait for, what it takes, and what happens at twice
 * as much as it can do. Makers of load, program and PostgreSQL share the machine's cores.
 */

const usage =
  'npm run bench -- load [--seconds N] [--streams N] [--rate N] [--only lowdb|postgres|postgres-2] [--profile FOLDER]';

const options = {
  /** Of the steady load; 60 where nothing is said. */
  seconds: { type: 'string', default: '60' },
  /** Customers with an open stream. */
  streams: { type: 'string', default: '2000' },
  /** Messages a second. */
  rate: { type: 'string', default: '100' },
  only: { type: 'string' },
  /** Where the program leaves profiles of its processor's time, as `node --cpu-prof` makes them. */
  profile: { type: 'string' },
} as const;

const agents = 20;
const handoffsPerSecond = 1;

/** Who write without a pause, to find what the program can do. */
const hands = 32;
const findingSeconds = 10;
const overloadSeconds = 20;

interface Variant {
  store: StoreName;
  instances: number;
}

const variants: Readonly<Record<string, Variant>> = {
  lowdb: { store: 'lowdb', instances: 1 },
  postgres: { store: 'postgres', instances: 1 },
  'postgres-2': { store: 'postgres', instances: 2 },
};

interface Settings {
  seconds: number;
  streams: number;
  rate: number;
  chosen: [string, Variant][];
  programOptions: string[];
}

const settingsOf = (flags: string[]): Settings => {
  const { values } = readOptions({ args: flags, options }, usage);
  const [seconds, streams, rate] = [values.seconds, values.streams, values.rate].map(Number);
  const chosen = Object.entries(variants).filter(([name]) => (values.only ?? name) === name);
  if (!(seconds && streams && rate && chosen.length > 0)) throw new StartError(`usage: ${usage}`);
  const programOptions = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
  return { seconds, streams, rate, chosen, programOptions };
};

const questionsAsked = async (): Promise<string[]> => {
  const golden = await readGolden(knowledgeFolders(process.env));
  return [golden.articles, golden.refusals, golden.inScope, golden.offTopic].flat().map(({ q }) => q);
};

/** Rounded to one decimal place. */
const tenth = (value: number): number => Math.round(value * 10) / 10;

const consumed = (before: Usage, after: Usage, seconds: number): object => ({
  cpu_percent: tenth((100 * (after.cpuSeconds - before.cpuSeconds)) / seconds),
  memory_mb: Math.round(after.memoryBytes / 2 ** 20),
});

interface Measured {
  seen: Seen;
  seconds: number;
  used: object;
}

/** Plays plans against a service, and measures what that takes. */
const measured = async (service: LoadedService, plans: Plan[]): Promise<Measured> => {
  const generators = await Generators.prepare(plans);
  const [before, made] = await Promise.all([service.usage(), generators.usage()]);
  const from = performance.now();
  const running = generators.run();
  // Before the end, when all that was written is read again, which is no part of the load.
  const seconds = Math.max(...plans.map((plan) => plan.seconds));
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const [after, makers] = await Promise.all([service.usage(), generators.usage()]);
  const passed = (performance.now() - from) / 1000;
  const seen = await running;
  const used = {
    program: consumed(before.program, after.program, passed),
    ...(before.postgres && after.postgres
      ? { postgres: consumed(before.postgres, after.postgres, passed) }
      : {}),
    makers_of_load: consumed(made, makers, passed),
  };
  return { seen, seconds, used };
};

const record = ({ seen, seconds, used }: Measured): object => ({
  seconds,
  messages_per_second: tenth(seen.acknowledged.length / seconds),
  acknowledged_ms: spread(seen.acknowledged),
  delivered_ms: spread(seen.delivered),
  ...(seen.claims.length > 0 ? { claims_seen_ms: spread(seen.claims) } : {}),
  answers: seen.answers,
  errors: seen.errors,
  ...used,
});

const play = async function* (
  service: LoadedService,
  { seconds, streams, rate }: Settings,
  questions: string[],
): AsyncGenerator<object> {
  const { urls, tokens, identity } = service;
  const some = { kind: 'customers', urls, identity, questions, handoffsPerSecond: 0 } as const;
  const steady: CustomersPlan = { ...some, customers: streams, seconds, pace: { rate }, handoffsPerSecond };
  const desk: Plan = { kind: 'agents', urls, tokens, seconds };
  yield { load: 'steady', streams, rate, agents, ...record(await measured(service, [steady, desk])) };

  const busy = { ...some, customers: 500 };
  const found = await measured(service, [{ ...busy, seconds: findingSeconds, pace: { hands } }]);
  yield { load: `${hands} customers without a pause`, ...record(found) };

  const twice = Math.ceil((2 * found.seen.acknowledged.length) / findingSeconds);
  const over = { ...busy, seconds: overloadSeconds, pace: { rate: twice } };
  yield { load: 'twice as much', rate: twice, ...record(await measured(service, [over])) };
};

export const run = async function* (flags: string[]): AsyncGenerator<object> {
  const settings = settingsOf(flags);
  const questions = await questionsAsked();
  await buildServer();
  for (const [name, variant] of settings.chosen) {
    const service = await startLoaded({ ...variant, agents }, settings.programOptions);
    const about = {
      over: name,
      cores: cpus().length,
      ...(variant.store === 'postgres' ? { postgres_settings: safeSettings } : {}),
    };
    try {
      for await (const each of play(service, settings, questions)) yield { ...about, ...each };
      const logged = service.output().match(/"level":50/g)?.length ?? 0;
      yield { over: name, errors_logged: logged };
    } finally {
      await service.stop();
    }
  }
};
