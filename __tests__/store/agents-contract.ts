import type { Stores } from '../../bot/store/port.ts';
import { numbered } from './opened.ts';
import type { Opened } from './opened.ts';
import { newAgent, newSession } from './synthetic.ts';

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
