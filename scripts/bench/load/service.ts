import { createHash, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { openLowdbStores } from '../../../bot/store/lowdb/open.ts';
import type { Stores } from '../../../bot/store/port.ts';
import { openPostgresStores } from '../../../bot/store/postgres/open.ts';
import { OwnPostgres, safeSettings } from '../../proof/postgres.ts';
import { usageOf, type Usage } from '../../proof/process-usage.ts';
import { startProgram, temporaryFolder, type RunningProgram } from '../../proof/program.ts';

const identityKey = 'a-secret-of-the-host-product-for-the-load';

/** As in production, without the demo; the limits by address would hold back a load from one machine. */
const settings: Record<string, string> = {
  MADOGUCHI_DEMO: 'off',
  MADOGUCHI_IDENTITY_KEY: identityKey,
  MADOGUCHI_TRUST_PROXY: '1',
  MADOGUCHI_MESSAGES_PER_MINUTE: '10000',
  MADOGUCHI_REQUESTS_PER_MINUTE: '1000000',
  MADOGUCHI_LOG_LEVEL: 'error',
};

/** The program with its store, ready for load. */
export interface LoadedService {
  urls: string[];
  /** One for each agent who is logged in. */
  tokens: string[];
  /** Of the host product, for an administrator. */
  identity: string;
  /** Of the program's processes, and of PostgreSQL where there is one. */
  usage(): Promise<{ program: Usage; postgres: Usage | null }>;
  /** What it has logged: a line for each error. */
  output(): string;
  stop(): Promise<void>;
}

export type StoreName = 'lowdb' | 'postgres';

/** Logs agents in by writing them into the store; by password each would take a fifth of a second. */
const letAgentsIn = async (stores: Stores, count: number): Promise<string[]> => {
  const tokens: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const [id, token] = [`agent-${number}`, randomBytes(32).toString('base64url')];
    const createdAt = new Date().toISOString();
    await stores.agents.saveAgent({ id, name: `担当${number}`, role: 'agent', passwordHash: '', createdAt });
    await stores.agents.saveSession({
      idHash: createHash('sha256').update(token).digest('hex'),
      agentId: id,
      csrfToken: '',
      expiresAt: new Date(Date.now() + 12 * 3_600_000).toISOString(),
    });
    tokens.push(token);
  }
  await stores.conversations.close();
  return tokens;
};

const signedIdentity = (): Promise<string> =>
  new SignJWT({ company: '見本株式会社', role: 'admin', plan: 'standard' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('user-1')
    .setAudience('support-chat')
    .setIssuedAt()
    .sign(new TextEncoder().encode(identityKey));

const report = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);

/** @param options of Node for the program, such as `--cpu-prof` */
export const startLoaded = async (
  { store, instances, agents }: { store: StoreName; instances: number; agents: number },
  options: readonly string[],
): Promise<LoadedService> => {
  const postgres = store === 'postgres' ? await OwnPostgres.start(safeSettings) : null;
  const folder = await temporaryFolder();
  const stores = postgres
    ? await openPostgresStores({ url: postgres.url, report })
    : await openLowdbStores({ folder: folder.path, report });
  const tokens = await letAgentsIn(stores, agents);
  const env = {
    ...settings,
    ...(postgres ? { DATABASE_URL: postgres.url } : { MADOGUCHI_DATA: folder.path }),
  };
  const programs: RunningProgram[] = [];
  for (let number = 0; number < instances; number += 1) programs.push(await startProgram(env, options));
  return {
    urls: programs.map(({ url }) => url),
    tokens,
    identity: await signedIdentity(),
    usage: async () => ({
      program: await usageOf(programs.map(({ process: { pid } }) => pid ?? 0)),
      postgres: postgres ? await postgres.usage() : null,
    }),
    output: () => programs.map(({ output }) => output()).join(''),
    stop: async () => {
      await Promise.all(programs.map((program) => program.stop()));
      await postgres?.dispose();
      await folder.dispose();
    },
  };
};
