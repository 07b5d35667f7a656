import type { AuditEntry } from '../bot/domain/audit.ts';
import { isClosed, type Agent } from '../bot/domain/agent.ts';
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

/** An address opens one account at most. */
const refuseTakenAddress = async (agents: AgentStore, { id, email }: CommandOf<'add' | 'email'>) => {
  const other = (await agents.listAgents()).find((agent) => agent.id !== id && agent.email === email);
  if (email && other) throw new StartError(`${email} is for ${other.id} already. Nothing was changed`);
};

const add = async ({ agents, audit }: Accounts, command: CommandOf<'add'>): Promise<void> => {
  const { id, name, role, email } = command;
  const before = await agents.findAgent(id);
  if (before && !isClosed(before)) {
    throw new StartError(`${id} exists already; for another password: npm run agent -- password ${id}`);
  }
  await refuseTakenAddress(agents, command);
  const { tell, ...wayIn } = email ? { email, tell: () => {} } : await newPasswordHash();
  await audit.record(entryOf('account-created', id, { role }));
  await agents.saveAgent({ id, name, role, ...wayIn, createdAt: new Date().toISOString() });
  say(`Added ${id} (${name}, ${role})`);
  tell();
};

const change = async ({ agents, audit }: Accounts, command: CommandOf<'change'>): Promise<void> => {
  await expectOpen(agents, command.id);
  const agent = await agents.findAgent(command.id);
  if (!agent) throw unknownAgent(command.id);
  const { id, name, role } = { ...agent, name: command.name ?? agent.name, role: command.role ?? agent.role };
  await audit.record(
    entryOf('account-changed', id, { roleBefore: agent.role, role, renamed: name !== agent.name }),
  );
  await agents.saveAgent({ ...agent, name, role });
  say(`Changed ${id} (${name}, ${role}); it holds from the next request on`);
};

/** @throws StartError when there is no such account, or it is closed */
const expectOpen = async (agents: AgentStore, id: string): Promise<void> => {
  const agent = await agents.findAgent(id);
  if (!agent) throw unknownAgent(id);
  if (isClosed(agent)) throw new StartError(`${id} is closed; to open it anew: npm run agent -- add ${id}`);
};

const changePassword = async ({ agents, audit }: Accounts, { id }: CommandOf<'password'>): Promise<void> => {
  await expectOpen(agents, id);
  const { passwordHash, tell } = await newPasswordHash();
  await audit.record(entryOf('password-changed', id));
  await agents.changeAgent(id, (agent) => ({ ...agent, passwordHash }));
  say(`Changed the password of ${id}; whoever was signed in with the old one no longer is`);
  tell();
};

const changeEmail = async ({ agents, audit }: Accounts, command: CommandOf<'email'>): Promise<void> => {
  const { id, email } = command;
  await expectOpen(agents, id);
  await refuseTakenAddress(agents, command);
  await audit.record(entryOf('account-changed', id, { company: true }));
  await agents.changeAgent(id, ({ subject: _tied, ...agent }) => ({ ...agent, email }));
  say(`The company account that has ${email}, verified, opens ${id} from its next sign-in on`);
};

const remove = async ({ agents, audit, tokens }: Accounts, { id }: CommandOf<'remove'>): Promise<void> => {
  const agent = await agents.findAgent(id);
  if (!agent) throw unknownAgent(id);
  const { subject, name, role, createdAt } = agent;
  if (!subject) {
    await agents.removeAgent(id);
    await audit.record(entryOf('account-removed', id)).finally(() => say(`Removed ${id}`));
    return;
  }
  for (const token of await tokens.listTokens())
    if (token.owner.kind === 'agent' && token.owner.agentId === id) await tokens.removeToken(token.id);
  const closedAt = agent.closedAt ?? new Date().toISOString();
  await agents.changeAgent(id, () => ({ id, name, role, subject, createdAt, closedAt }));
  const closed = (): void => say(`Closed ${id}; its company account no longer opens anything here`);
  await audit.record(entryOf('account-removed', id)).finally(closed);
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

const run = (accounts: Accounts, command: AgentCommand): Promise<void> => {
  switch (command.verb) {
    case 'add':
      return add(accounts, command);
    case 'change':
      return change(accounts, command);
    case 'password':
      return changePassword(accounts, command);
    case 'email':
      return changeEmail(accounts, command);
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
