import { isClosed, type Agent } from '../bot/domain/agent.ts';
import { StartError } from '../bot/errors.ts';
import { openLowdbAgents } from '../bot/store/lowdb/open.ts';
import type { AgentStore } from '../bot/store/port.ts';
import { openPostgresAgents } from '../bot/store/postgres/open.ts';
import { hashPassword } from '../bot/web/agents/password.ts';
import { readCommand } from './agent/command.ts';
import type { AgentCommand } from './agent/command.ts';
import { readNewPassword } from './agent/new-password.ts';
import { endWith } from './end-with.ts';
import { serverFolder } from './server-folder.ts';

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

/** An address opens one account at most. */
const refuseTakenAddress = async (agents: AgentStore, { id, email }: CommandOf<'add' | 'email'>) => {
  const other = (await agents.listAgents()).find((agent) => agent.id !== id && agent.email === email);
  if (email && other) throw new StartError(`${email} is for ${other.id} already. Nothing was changed`);
};

const add = async (agents: AgentStore, command: CommandOf<'add'>): Promise<void> => {
  const { id, name, role, email } = command;
  const before = await agents.findAgent(id);
  if (before && !isClosed(before)) {
    throw new StartError(`${id} exists already; for another password: npm run agent -- password ${id}`);
  }
  await refuseTakenAddress(agents, command);
  const { tell, ...wayIn } = email ? { email, tell: () => {} } : await newPasswordHash();
  await agents.saveAgent({ id, name, role, ...wayIn, createdAt: new Date().toISOString() });
  say(`Added ${id} (${name}, ${role})`);
  tell();
};

/** @throws StartError when there is no such account, or it is closed */
const expectOpen = async (agents: AgentStore, id: string): Promise<void> => {
  const agent = await agents.findAgent(id);
  if (!agent) throw unknownAgent(id);
  if (isClosed(agent)) throw new StartError(`${id} is closed; to open it anew: npm run agent -- add ${id}`);
};

const changePassword = async (agents: AgentStore, { id }: CommandOf<'password'>): Promise<void> => {
  await expectOpen(agents, id);
  const { passwordHash, tell } = await newPasswordHash();
  await agents.changeAgent(id, (agent) => ({ ...agent, passwordHash }));
  say(`Changed the password of ${id}; whoever was signed in with the old one no longer is`);
  tell();
};

const changeEmail = async (agents: AgentStore, command: CommandOf<'email'>): Promise<void> => {
  const { id, email } = command;
  await expectOpen(agents, id);
  await refuseTakenAddress(agents, command);
  await agents.changeAgent(id, ({ subject: _tied, ...agent }) => ({ ...agent, email }));
  say(`The company account that has ${email}, verified, opens ${id} from its next sign-in on`);
};

const remove = async (agents: AgentStore, { id }: CommandOf<'remove'>): Promise<void> => {
  const agent = await agents.findAgent(id);
  if (!agent) throw unknownAgent(id);
  const { subject, name, role, createdAt } = agent;
  if (!subject) {
    await agents.removeAgent(id);
    say(`Removed ${id}`);
    return;
  }
  const closedAt = agent.closedAt ?? new Date().toISOString();
  await agents.changeAgent(id, () => ({ id, name, role, subject, createdAt, closedAt }));
  say(`Closed ${id}; its company account no longer opens anything here`);
};

/** How one comes in, for a person to read. */
const waysIn = ({ passwordHash, subject, email, closedAt }: Agent): string =>
  [
    closedAt && `closed ${closedAt}`,
    passwordHash !== undefined && 'password',
    subject && `company account ${subject.sub}`,
    email && (subject ? email : `company account with ${email}`),
  ]
    .filter(Boolean)
    .join(', ');

const list = async (agents: AgentStore): Promise<void> => {
  const all = (await agents.listAgents()).toSorted((one, other) => one.id.localeCompare(other.id));
  for (const agent of all) {
    const { id, name, role, createdAt } = agent;
    say([id, name, role, createdAt, waysIn(agent)].join('\t'));
  }
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
    case 'email':
      return changeEmail(agents, command);
    case 'remove':
      return remove(agents, command);
    case 'list':
      return list(agents);
  }
};

/** The store that the server of the same settings uses (README.md, "Configuration"). */
const openAgents = async (): Promise<{ agents: AgentStore; close: () => Promise<void> }> => {
  if (process.env.DATABASE_URL) return openPostgresAgents(process.env.DATABASE_URL);
  return { agents: await openLowdbAgents(await serverFolder()), close: async () => {} };
};

/** `npm run agent`: who may work at the desk. Works while the server runs, which sees it at once. */
const main = async (): Promise<void> => {
  const command = readCommand(process.argv.slice(2));
  const { agents, close } = await openAgents();
  await run(agents, command).finally(close);
};

await main().catch(endWith);
