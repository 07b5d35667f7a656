import { OwnPostgres, safeSettings, type PostgresSettings } from '../postgres.ts';
import { startProgram, temporaryFolder, type RunningProgram } from '../program.ts';

/** A service that can be killed and brought back with what it had stored. */
export interface Stage {
  /** Where it is now. */
  url(): string;
  kill(): Promise<void>;
  /** Resolves when it serves again. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

type Env = Readonly<Record<string, string>>;

/** What the writers need: no limits of their pace, and a key by which identities outlive a restart. */
export const unlimited: Env = {
  MADOGUCHI_IDENTITY_KEY: 'a-secret-of-the-host-product-for-proofs',
  MADOGUCHI_MESSAGES_PER_MINUTE: '10000',
  MADOGUCHI_REQUESTS_PER_MINUTE: '1000000',
  MADOGUCHI_LOG_LEVEL: 'silent',
};

/** The program, killed with -9 and started anew over the same store. */
class KilledProgram implements Stage {
  readonly #env: Env;
  readonly #disposed: () => Promise<void>;
  #program: RunningProgram;

  private constructor(program: RunningProgram, env: Env, disposed: () => Promise<void>) {
    this.#program = program;
    this.#env = env;
    this.#disposed = disposed;
  }

  static async over(env: Env, disposed: () => Promise<void>): Promise<Stage> {
    const whole = { ...unlimited, ...env };
    return new KilledProgram(await startProgram(whole), whole, disposed);
  }

  url(): string {
    return this.#program.url;
  }

  kill(): Promise<void> {
    return this.#program.kill();
  }

  async restore(): Promise<void> {
    this.#program = await startProgram(this.#env);
  }

  async close(): Promise<void> {
    await this.#program.stop();
    await this.#disposed();
  }
}

/** Over the data folder. */
export const lowdbStage = async (env: Env): Promise<Stage> => {
  const folder = await temporaryFolder();
  return KilledProgram.over({ ...env, MADOGUCHI_DATA: folder.path }, folder.dispose);
};

/** Over PostgreSQL, which runs on. */
export const postgresStage = async (env: Env, settings: PostgresSettings): Promise<Stage> => {
  const postgres = await OwnPostgres.start(settings);
  return KilledProgram.over({ ...env, DATABASE_URL: postgres.url }, () => postgres.dispose());
};

/** PostgreSQL itself killed, in turns with -9 and as by a crash, while the program runs on. */
export const postgresServerStage = async (env: Env): Promise<Stage> => {
  const postgres = await OwnPostgres.start(safeSettings);
  const program = await startProgram({ ...unlimited, ...env, DATABASE_URL: postgres.url });
  let kills = 0;
  return {
    url: () => program.url,
    kill: () => {
      kills += 1;
      return postgres.stop(kills % 2 === 0 ? 'SIGQUIT' : 'SIGKILL');
    },
    restore: () => postgres.startAgain(),
    close: async () => {
      await program.stop();
      await postgres.dispose();
    },
  };
};
