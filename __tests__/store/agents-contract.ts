import type { Agent } from '../../bot/domain/agent.ts';
import type { Stores } from '../../bot/store/port.ts';
import { numbered } from './opened.ts';
import type { Opened } from './opened.ts';
import { newAgent, newSession } from './synthetic.ts';

const longer = (agent: Agent): Agent => ({ ...agent, name: `${agent.name}。` });

const fails = (): Agent => {
  throw new Error('no change');
};

/** What every adapter promises of agents and their sessions. */
// oxlint-disable-next-line jest/no-export -- one suite, run by each adapter's test
export const describeAgents = (name: string, openNew: () => Promise<Opened>): void => {
  describe(`${name}: agents`, () => {
    let opened: Opened;
    let agents: Stores['agents'];
    beforeEach(async () => {
      opened = await openNew();
      agents = opened.stores.agents;
    });
    afterEach(() => opened.dispose());

    it('finds, lists and replaces agents', async () => {
      expect(await agents.findAgent('sato')).toBeNull();
      expect(await agents.listAgents()).toEqual([]);
      await agents.saveAgent(newAgent('sato'));
      await agents.saveAgent(newAgent('suzuki'));
      await agents.saveAgent({ ...newAgent('sato'), role: 'lead' });
      expect(await agents.findAgent('sato')).toEqual({ ...newAgent('sato'), role: 'lead' });
      expect((await agents.listAgents()).map(({ id }) => id).toSorted()).toEqual(['sato', 'suzuki']);
    });

    it('refuses an agent that could not be read back', async () => {
      await expect(agents.saveAgent({ ...newAgent('sato'), id: 'Not An Id' })).rejects.toThrow('"id"');
      expect(await agents.listAgents()).toEqual([]);
    });

    it('loses none of many agents saved at the same time', async () => {
      await Promise.all(numbered(20).map((id) => agents.saveAgent(newAgent(id))));
      expect(await agents.listAgents()).toHaveLength(20);
    });

    it('keeps sessions until they are removed', async () => {
      await agents.saveAgent(newAgent('sato'));
      await agents.saveSession(newSession('hash1', 'sato'));
      await agents.saveSession(newSession('hash2', 'sato'));
      expect(await agents.findSession('hash1')).toEqual(newSession('hash1', 'sato'));
      await agents.removeSession('hash1');
      expect(await agents.findSession('hash1')).toBeNull();
      expect(await agents.findSession('hash2')).not.toBeNull();
      await expect(agents.removeSession('hash1')).resolves.toBeUndefined();
    });

    it('ends the sessions of an agent who is removed, and of no other', async () => {
      await agents.saveAgent(newAgent('sato'));
      await agents.saveSession(newSession('hash1', 'sato'));
      await agents.saveSession(newSession('hash2', 'suzuki'));
      expect(await agents.removeAgent('sato')).toBe(true);
      expect(await agents.removeAgent('sato')).toBe(false);
      expect(await agents.findAgent('sato')).toBeNull();
      expect(await agents.findSession('hash1')).toBeNull();
      expect(await agents.findSession('hash2')).not.toBeNull();
    });

    it('ends the sessions of an agent whose password changes, and not when only the name does', async () => {
      await agents.saveAgent(newAgent('sato'));
      await agents.saveSession(newSession('hash1', 'sato'));
      await agents.saveAgent({ ...newAgent('sato'), name: '佐藤 花子' });
      expect(await agents.findSession('hash1')).not.toBeNull();
      await agents.saveAgent(newAgent('sato', 'scrypt$1$1$1$b$b'));
      expect(await agents.findSession('hash1')).toBeNull();
    });

    it('keeps an account that no password opens, with its company account and address', async () => {
      const { passwordHash: _none, ...rest } = newAgent('sato');
      const company = { issuer: 'https://id.example.com', sub: 'subject-1' };
      const agent = { ...rest, subject: company, email: 'sato@example.com' };
      await agents.saveAgent(agent);
      expect(await agents.findAgent('sato')).toEqual(agent);
      expect(await agents.listAgents()).toEqual([agent]);
    });

    it('creates an agent once of many times at once, and never over another', async () => {
      const names = numbered(20);
      const created = await Promise.all(
        names.map((each) => agents.createAgent({ ...newAgent('sato'), name: each })),
      );
      expect(created.filter(Boolean)).toHaveLength(1);
      expect((await agents.findAgent('sato'))?.name).toBe(names[created.indexOf(true)]);
      expect(await agents.createAgent(newAgent('suzuki'))).toBe(true);
      expect((await agents.listAgents()).map(({ id }) => id).toSorted()).toEqual(['sato', 'suzuki']);
    });

    it('refuses to create an agent that could not be read back', async () => {
      await expect(agents.createAgent({ ...newAgent('sato'), id: 'Not An Id' })).rejects.toThrow('"id"');
      expect(await agents.listAgents()).toEqual([]);
    });

    it('loses none of many changes of one agent at the same time', async () => {
      await agents.saveAgent({ ...newAgent('sato'), name: '佐藤' });
      await Promise.all(numbered(10).map(() => agents.changeAgent('sato', longer)));
      expect((await agents.findAgent('sato'))?.name).toBe(`佐藤${'。'.repeat(10)}`);
      expect(await agents.changeAgent('sato', longer)).toMatchObject({ name: `佐藤${'。'.repeat(11)}` });
      expect(await agents.changeAgent('nobody', longer)).toBeNull();
      expect(await agents.findAgent('nobody')).toBeNull();
    });

    it('changes nothing when a change rejects', async () => {
      await agents.saveAgent(newAgent('sato'));
      await expect(agents.changeAgent('sato', fails)).rejects.toThrow('no change');
      expect(await agents.findAgent('sato')).toEqual(newAgent('sato'));
    });

    it.each<[string, Partial<Agent>, boolean]>([
      ['a new password', { passwordHash: 'scrypt$1$1$1$b$b' }, false],
      ['its closing', { closedAt: '2026-11-24T02:00:00.000Z' }, false],
      ['another role', { role: 'lead' }, true],
      ['a company account', { subject: { issuer: 'https://id.example.com', sub: '1' } }, true],
    ])('knows after a change whether %s ends the sessions', async (_what, change, stays) => {
      await agents.saveAgent(newAgent('sato'));
      await agents.saveSession(newSession('hash1', 'sato'));
      await agents.saveSession(newSession('hash2', 'suzuki'));
      await agents.changeAgent('sato', (agent) => ({ ...agent, ...change }));
      expect((await agents.findSession('hash1')) !== null).toBe(stays);
      expect(await agents.findSession('hash2')).not.toBeNull();
    });

    it('ends the sessions of an account that another company account is to open', async () => {
      const subject = { issuer: 'https://id.example.com', sub: '1' };
      await agents.saveAgent({ ...newAgent('sato'), subject });
      await agents.saveSession(newSession('hash1', 'sato'));
      await agents.changeAgent('sato', (agent) => ({ ...agent, role: 'lead' }));
      expect(await agents.findSession('hash1')).not.toBeNull();
      await agents.changeAgent('sato', ({ subject: _untied, ...agent }) => agent);
      expect(await agents.findSession('hash1')).toBeNull();
    });

    it('forgets the sessions that have ended, from the instant of their end', async () => {
      await agents.saveSession(newSession('early', 'sato', '2026-11-24T02:00:00.000Z'));
      await agents.saveSession(newSession('late', 'sato', '2026-11-24T02:00:00.001Z'));
      expect(await agents.removeExpiredSessions(new Date('2026-11-24T02:00:00.000Z'))).toBe(1);
      expect(await agents.findSession('early')).toBeNull();
      expect(await agents.findSession('late')).not.toBeNull();
    });

    it('is not changed by what callers do to the objects they gave or got', async () => {
      const given = newAgent('sato');
      await agents.saveAgent(given);
      given.role = 'admin';
      const found = await agents.findAgent('sato');
      if (found) found.role = 'admin';
      for (const listed of await agents.listAgents()) listed.role = 'admin';
      expect((await agents.findAgent('sato'))?.role).toBe('agent');
    });
  });
};
