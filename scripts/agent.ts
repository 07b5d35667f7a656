import type { AuditEntry } from '../bot/domain/audit.ts';
import { StartError } from '../bot/errors.ts';
import type { Accounts, AgentStore } from '../bot/store/port.ts';
import { hashPassword } from '../bot/web/agents/password.ts';
import { readCommand } from './agent/command.ts';
import type { AgentCommand } from './agent/command.ts';
import { readNewPassword } from './agent/new-password.ts';
import { endWith } from './end-with.ts';
import { withAccounts } from './open-accounts.ts';
import { say } from './say.ts';

type CommandOf<Verb extends AgentCommand['verb']> = Extract<AgentCommand, { verb: Verb }>;

/** Hashes a new password; one that was made here is printed, this once. */
const newPasswordHash = async (): Promise<{ passwordHash: string; tell: () => void }> => {
  const { password, generated } = await readNewPassword();
  const tell = (): void => {
    if (generated) say(`Password, shown only now: ${password}`);
  };
  return { passwordHash: await hashPassword(password), tell };
};

/** What gives rights is recorded before it is done, what takes them away afterwards (bot/handoff/auditing.ts). */
const entryOf = (act: AuditEntry['act'], id: string, details: AuditEntry['details'] = {}): AuditEntry => ({
  actor: 'command',
  act,
  subject: `agent:${id}`,
  details,
});

const add = async ({ agents, audit }: Accounts, { id, name, role }: CommandOf<'add'>): Promise<void> => {
  if (await agents.findAgent(id)) {
    throw new StartError(`${id} exists already; for another password: npm run agent -- password ${id}`);
  }
  const { passwordHash, tell } = await newPasswordHash();
  await audit.record(entryOf('account-created', id, { role }));
  await agents.saveAgent({ id, name, role, passwordHash, createdAt: new Date().toISOString() });
  say(`Added ${id} (${name}, ${role})`);
  tell();
};

const change = async ({ agents, audit }: Accounts, command: CommandOf<'change'>): Promise<void> => {
  const agent = await agents.findAgent(command.id);
  if (!agent) throw unknownAgent(command.id);
  const { id, name, role } = { ...agent, name: command.name ?? agent.name, role: command.role ?? agent.role };
  await audit.record(
    entryOf('account-changed', id, { roleBefore: agent.role, role, renamed: name !== agent.name }),
  );
  await agents.saveAgent({ ...agent, name, role });
  say(`Changed ${id} (${name}, ${role}); it holds from the next request on`);
};

const changePassword = async ({ agents, audit }: Accounts, { id }: CommandOf<'password'>): Promise<void> => {
  const agent = await agents.findAgent(id);
  if (!agent) throw unknownAgent(id);
  const { passwordHash, tell } = await newPasswordHash();
  await audit.record(entryOf('password-changed', id));
  await agents.saveAgent({ ...agent, passwordHash });
  say(`Changed the password of ${id}; whoever was signed in with the old one no longer is`);
  tell();
};

const remove = async ({ agents, audit }: Accounts, { id }: CommandOf<'remove'>): Promise<void> => {
  if (!(await agents.removeAgent(id))) throw unknownAgent(id);
  await audit.record(entryOf('account-removed', id)).finally(() => say(`Removed ${id}`));
};

const list = async (agents: AgentStore): Promise<void> => {
  const all = (await agents.listAgents()).toSorted((one, other) => one.id.localeCompare(other.id));
  for (const { id, name, role, createdAt } of all) say([id, name, role, createdAt].join('\t'));
  if (all.length === 0) process.stderr.write('There are no agents yet; see: npm run agent -- add\n');
};

const unknownAgent = (id: string): StartError =>
  new StartError(`There is no agent ${id}; see: npm run agent -- list`);

const run = (accounts: Accounts, command: AgentCommand): Promise<void> => {
  switch (command.verb) {
    case 'add':
      return add(accounts, command);
    case 'change':
      return change(accounts, command);
    case 'password':
      return changePassword(accounts, command);
    case 'remove':
      return remove(accounts, command);
    case 'list':
      return list(accounts.agents);
  }
};

/** `npm run agent`: who may work at the desk. Works while the server runs, which sees it at once. */
const main = async (): Promise<void> => {
  const command = readCommand(process.argv.slice(2));
  await withAccounts((accounts) => run(accounts, command));
};

await main().catch(endWith);
