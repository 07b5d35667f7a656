import { StartError } from '../bot/errors.ts';
import { openLowdbAgents } from '../bot/store/lowdb/open.ts';
import type { AgentStore } from '../bot/store/port.ts';
import { openPostgresAgents } from '../bot/store/postgres/open.ts';
import { hashPassword } from '../bot/web/agents/password.ts';
import { readCommand } from './agent/command.ts';
import type { AgentCommand } from './agent/command.ts';
import { readNewPassword } from './agent/new-password.ts';
import { endWith } from './end-with.ts';
import { refuseRootInForeignFolder } from './foreign-folder.ts';

type CommandOf<Verb extends AgentCommand['verb']> = Extract<AgentCommand, { verb: Verb }>;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Hashes a new password; one that was made here is printed, this once. */
const newPasswordHash = async (): Promise<{ passwordHash: string; tell: () => void }> => {
  const { password, generated } = await readNewPassword();
  const tell = (): void => {
    if (generated) say(`Password, shown only now: ${password}`);
  };
  return { passwordHash: await hashPassword(password), tell };
};

const add = async (agents: AgentStore, { id, name, role }: CommandOf<'add'>): Promise<void> => {
  if (await agents.findAgent(id)) {
    throw new StartError(`${id} exists already; for another password: npm run agent -- password ${id}`);
  }
  const { passwordHash, tell } = await newPasswordHash();
  await agents.saveAgent({ id, name, role, passwordHash, createdAt: new Date().toISOString() });
  say(`Added ${id} (${name}, ${role})`);
  tell();
};

const changePassword = async (agents: AgentStore, { id }: CommandOf<'password'>): Promise<void> => {
  const agent = await agents.findAgent(id);
  if (!agent) throw unknownAgent(id);
  const { passwordHash, tell } = await newPasswordHash();
  await agents.saveAgent({ ...agent, passwordHash });
  say(`Changed the password of ${id}; whoever was signed in with the old one no longer is`);
  tell();
};

const remove = async (agents: AgentStore, { id }: CommandOf<'remove'>): Promise<void> => {
  if (!(await agents.removeAgent(id))) throw unknownAgent(id);
  say(`Removed ${id}`);
};

const list = async (agents: AgentStore): Promise<void> => {
  const all = (await agents.listAgents()).toSorted((one, other) => one.id.localeCompare(other.id));
  for (const { id, name, role, createdAt } of all) say([id, name, role, createdAt].join('\t'));
  if (all.length === 0) process.stderr.write('There are no agents yet; see: npm run agent -- add\n');
};

const unknownAgent = (id: string): StartError =>
  new StartError(`There is no agent ${id}; see: npm run agent -- list`);

const run = (agents: AgentStore, command: AgentCommand): Promise<void> => {
  switch (command.verb) {
    case 'add':
      return add(agents, command);
    case 'password':
      return changePassword(agents, command);
    case 'remove':
      return remove(agents, command);
    case 'list':
      return list(agents);
  }
};

/** The store that the server of the same settings uses (README.md, "Configuration"). */
const openAgents = async (): Promise<{ agents: AgentStore; close: () => Promise<void> }> => {
  if (process.env.DATABASE_URL) return openPostgresAgents(process.env.DATABASE_URL);
  const folder = process.env.MADOGUCHI_DATA || '.data';
  await refuseRootInForeignFolder(folder);
  return { agents: await openLowdbAgents(folder), close: async () => {} };
};

/** `npm run agent`: who may work at the desk. Works while the server runs, which sees it at once. */
const main = async (): Promise<void> => {
  const command = readCommand(process.argv.slice(2));
  const { agents, close } = await openAgents();
  await run(agents, command).finally(close);
};

await main().catch(endWith);
