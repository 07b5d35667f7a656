import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { systemClock } from '../../bot/clock.ts';
import type { Agent } from '../../bot/domain/agent.ts';
import { Auditing } from '../../bot/handoff/auditing.ts';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import type { Stores } from '../../bot/store/port.ts';
import { AgentSessions } from '../../bot/web/agents/sessions.ts';
import { readCommand } from '../../scripts/agent/command.ts';
import { runCommand, type Ended } from '../commands/run.ts';

const fail = (error: unknown): never => {
  throw error;
};

describe('the agent command', () => {
  let folder = '';
  let server: Stores;
  let sessions: AgentSessions;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'madoguchi-agent-'));
    // A server is running on the folder all the while.
    server = await openLowdbStores({ folder, report: () => {} });
    const audit = new Auditing(server.audit, fail);
    sessions = new AgentSessions({ store: server.agents, audit, clock: systemClock, randomId: randomUUID });
  });
  afterEach(async () => {
    await server.conversations.close();
    await rm(folder, { recursive: true });
  });

  const run = (args: string[], input = ''): Promise<Ended> =>
    runCommand('agent', args, { env: { MADOGUCHI_DATA: folder }, input });

  const found = async (id: string): Promise<Agent> => {
    const agent = await server.agents.findAgent(id);
    if (!agent) throw new Error(`there is no ${id}`);
    return agent;
  };

  const signIn = (password: string) => sessions.signIn({ id: 'sato', password, address: '192.0.2.1' });

  it('adds an agent who can sign in to the running server at once, and changes the password', async () => {
    expect(await server.agents.listAgents()).toEqual([]);
    const added = await run(['add', 'sato', '--name', '佐藤', '--role', 'lead'], 'first password\n');
    expect(added).toEqual({ code: 0, out: 'Added sato (佐藤, lead)\n', err: '' });
    const { token, agent } = await signIn('first password');
    expect(agent).toMatchObject({ id: 'sato', name: '佐藤', role: 'lead' });

    const changed = await run(['password', 'sato'], 'another password\n');
    expect(changed.code).toBe(0);
    expect(changed.out).not.toContain('another password');
    expect(await sessions.verify(token)).toBeNull();
    await expect(signIn('first password')).rejects.toMatchObject({ code: 'wrong-credentials' });
    await expect(signIn('another password')).resolves.toMatchObject({ agent: { id: 'sato' } });
  }, 20_000);

  it('makes a password where none is given, shows it once, and removes an agent with all sessions', async () => {
    const added = await run(['add', 'sato', '--name', '佐藤']);
    const password = /shown only now: (\S{20})\n/.exec(added.out)?.[1] ?? '';
    const { token } = await signIn(password);
    const listed = await run(['list']);
    expect(listed.out).toMatch(/^sato\t佐藤\tagent\t\S+\tpassword\n$/);
    expect(await run(['remove', 'sato'])).toEqual({ code: 0, out: 'Removed sato\n', err: '' });
    expect(await sessions.verify(token)).toBeNull();
    expect(await server.agents.listAgents()).toEqual([]);
  }, 20_000);

  it('adds an account for a company account, ties it to another, and closes it for good', async () => {
    const add = ['add', 'sato', '--name', '佐藤', '--email', 'Hanako@Example.com'];
    expect(await run(add, 'a password that nobody asks for\n')).toEqual({
      code: 0,
      out: 'Added sato (佐藤, agent)\n',
      err: '',
    });
    expect(await server.agents.findAgent('sato')).not.toHaveProperty('passwordHash');
    expect((await run(['list'])).out).toMatch(/\tcompany account with hanako@example\.com\n$/);
    expect((await run(['add', 'other', ...add.slice(2)])).err).toBe(
      'hanako@example.com is for sato already. Nothing was changed\n',
    );

    const subject = { issuer: 'https://id.example.com', sub: 'sub-hanako' };
    await server.agents.changeAgent('sato', (agent) => ({ ...agent, subject }));
    expect((await run(['list'])).out).toMatch(/\tcompany account sub-hanako, hanako@example\.com\n$/);
    const { token } = await sessions.open(await found('sato'));
    await run(['email', 'sato', '--email', 'taro@example.com']);
    expect(await sessions.verify(token)).toBeNull();
    expect(await found('sato')).toMatchObject({ email: 'taro@example.com' });
    expect(await found('sato')).not.toHaveProperty('subject');

    await server.agents.changeAgent('sato', (agent) => ({ ...agent, subject }));
    const again = await sessions.open(await found('sato'));
    expect((await run(['remove', 'sato'])).out).toBe(
      'Closed sato; its company account no longer opens anything here\n',
    );
    expect(await sessions.verify(again.token)).toBeNull();
    expect(await found('sato')).toMatchObject({ subject, closedAt: expect.any(String) });
    expect(await found('sato')).not.toHaveProperty('email');
    expect((await run(['list'])).out).toMatch(/\tclosed \S+, company account sub-hanako\n$/);
    expect(await run(['password', 'sato'], 'another password\n')).toEqual({
      code: 1,
      out: '',
      err: 'sato is closed; to open it anew: npm run agent -- add sato\n',
    });
    await run(['add', 'sato', '--name', '佐藤'], 'another password\n');
    await expect(signIn('another password')).resolves.toMatchObject({ agent: { id: 'sato' } });
  }, 60_000);

  it('says in one line what is wrong, changes nothing, and ends with 1', async () => {
    expect(await run(['add', 'sato', '--name', '佐藤'], 'too short\n')).toEqual({
      code: 1,
      out: '',
      err: 'The password has 9 characters; use 12 to 200. Nothing was changed\n',
    });
    expect(await run(['remove', 'nobody'])).toEqual({
      code: 1,
      out: '',
      err: 'There is no agent nobody; see: npm run agent -- list\n',
    });
    await writeFile(path.join(folder, 'agents.json'), '{');
    const damaged = await run(['list']);
    expect(damaged.code).toBe(1);
    expect(damaged.err).toContain('agents.json is damaged (it is not JSON)');
  }, 20_000);
});

describe('the arguments of the agent command', () => {
  it('are an action, an id, a name and a role, which is agent unless given', () => {
    expect(readCommand(['add', 'sato', '--name', ' 佐藤 '])).toEqual({
      verb: 'add',
      id: 'sato',
      name: '佐藤',
      role: 'agent',
    });
    expect(readCommand(['remove', 'sato'])).toEqual({ verb: 'remove', id: 'sato' });
    expect(readCommand(['list'])).toEqual({ verb: 'list' });
  });

  it.each<[string[], string]>([
    [[], 'command needs to be add, change, list, password, email or remove'],
    [['fetch'], 'command needs to be add, change, list, password, email or remove'],
    [['add'], 'ID is missing'],
    [['add', 'Sato', '--name', '佐藤'], 'ID needs to be 1 to 64 of a-z'],
    [['add', '../sato', '--name', '佐藤'], 'ID needs to be 1 to 64 of a-z'],
    [['add', 'sato'], '--name is missing'],
    [['add', 'sato', '--name', '佐藤', '--role', 'boss'], '--role needs to be agent, lead, editor, admin'],
    [['add', 'sato', 'suzuki', '--name', '佐藤'], '"suzuki" is too much'],
    [['add', 'sato', '--name', '佐藤', '--email', 'sato'], '--email needs to be an e-mail address'],
    [['email', 'sato'], '--email is missing'],
    [['password', 'sato', '--email', 'a@example.com'], '--email is for "add" and "email" only'],
    [['password', 'sato', '--role', 'lead'], '--role is for "add" and "change" only'],
    [['change', 'sato'], '--name or --role is missing'],
    [['change', 'sato', '--role', 'boss'], '--role needs to be agent, lead, editor, admin'],
    [['list', 'sato'], 'ID is not for "list"'],
    [['list', '--password', 'x'], 'An option is unknown'],
  ])('are refused with the reason and the usage: %j', (args, reason) => {
    expect(() => readCommand(args)).toThrow(reason);
    expect(() => readCommand(args)).toThrow('usage: npm run agent');
  });
});
