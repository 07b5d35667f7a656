import type { Stores } from '../../bot/store/port.ts';
import type { Opened } from './opened.ts';
import { newAgent, newToken } from './synthetic.ts';

const at = new Date('2026-11-24T02:00:00.000Z');

const ofSato = newToken('1', { kind: 'agent', agentId: 'sato' });
const ofProgram = newToken('2', { kind: 'program', name: '集計', role: 'lead' });

/** What every adapter promises of the tokens of programs. */
// oxlint-disable-next-line jest/no-export -- one suite, run by each adapter's test
export const describeTokens = (name: string, openNew: () => Promise<Opened>): void => {
  describe(`${name}: API tokens`, () => {
    let opened: Opened;
    let agents: Stores['agents'];
    let tokens: Stores['tokens'];
    beforeEach(async () => {
      opened = await openNew();
      ({ agents, tokens } = opened.stores);
      await agents.saveAgent(newAgent('sato'));
    });
    afterEach(() => opened.dispose());

    it('are found by the hash of the secret, and listed', async () => {
      expect(await tokens.findToken(ofSato.secretHash)).toBeNull();
      await tokens.createToken(ofSato);
      await tokens.createToken(ofProgram);
      expect(await tokens.findToken(ofSato.secretHash)).toEqual(ofSato);
      expect(await tokens.findToken(ofProgram.secretHash)).toEqual(ofProgram);
      expect((await tokens.listTokens()).map(({ id }) => id).toSorted()).toEqual([ofSato.id, ofProgram.id]);
    });

    it('are gone at once when they are removed', async () => {
      await tokens.createToken(ofSato);
      expect(await tokens.removeToken(ofSato.id)).toBe(true);
      expect(await tokens.findToken(ofSato.secretHash)).toBeNull();
      expect(await tokens.removeToken(ofSato.id)).toBe(false);
    });

    it('end with their account, do not come back with another of that id, and no other ends', async () => {
      await tokens.createToken(ofSato);
      await tokens.createToken(ofProgram);
      await agents.removeAgent('sato');
      await agents.saveAgent(newAgent('sato'));
      expect(await tokens.listTokens()).toEqual([ofProgram]);
    });

    it('stay when the account gets another name or password', async () => {
      await tokens.createToken(ofSato);
      await agents.saveAgent({ ...newAgent('sato', 'scrypt$1$1$1$b$b'), name: '佐藤 花子' });
      expect(await tokens.findToken(ofSato.secretHash)).toEqual(ofSato);
    });

    it('are not made for an account that is not there', async () => {
      const owner = { kind: 'agent', agentId: 'nobody' } as const;
      await expect(tokens.createToken({ ...ofSato, owner })).rejects.toMatchObject({
        code: 'agent-not-found',
        status: 422,
      });
      expect(await tokens.listTokens()).toEqual([]);
    });

    it('are never left without their account, however their making and its removal meet', async () => {
      await Promise.allSettled([
        tokens.createToken(ofSato),
        agents.removeAgent('sato'),
        tokens.createToken({ ...newToken('3', ofSato.owner) }),
      ]);
      expect(await agents.findAgent('sato')).toBeNull();
      await agents.saveAgent(newAgent('sato'));
      expect(await tokens.listTokens()).toEqual([]);
    });

    it('tell one of many that use them at once that it was the first, and keep the last time', async () => {
      await tokens.createToken(ofSato);
      const firsts = await Promise.all([1, 2, 3].map(() => tokens.noteUse(ofSato.id, at)));
      expect(firsts.filter(Boolean)).toHaveLength(1);
      const later = new Date(at.getTime() + 1);
      expect(await tokens.noteUse(ofSato.id, later)).toBe(false);
      expect(await tokens.findToken(ofSato.secretHash)).toEqual({
        ...ofSato,
        lastUsedAt: later.toISOString(),
      });
      expect(await tokens.noteUse('t-99999999', at)).toBe(false);
    });

    it('refuse what could not be read back', async () => {
      await expect(tokens.createToken({ ...ofSato, scopes: [] })).rejects.toThrow('scopes');
      expect(await tokens.listTokens()).toEqual([]);
    });

    it('are not changed by what callers do to the objects they gave or got', async () => {
      const given = structuredClone(ofSato);
      await tokens.createToken(given);
      given.scopes.push('audit');
      (await tokens.findToken(ofSato.secretHash))?.scopes.push('audit');
      for (const listed of await tokens.listTokens()) listed.scopes.push('audit');
      expect((await tokens.findToken(ofSato.secretHash))?.scopes).toEqual(['read', 'write']);
    });
  });
};
