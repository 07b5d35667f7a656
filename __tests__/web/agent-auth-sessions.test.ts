import { randomBytes } from 'node:crypto';
import { Auditing } from '../../bot/handoff/auditing.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import type { Agent } from '../../bot/domain/agent.ts';
import type { MemoryAuditLog } from '../../bot/store/memory/audit-log.ts';
import type { AgentStore } from '../../bot/store/port.ts';
import { decoyHash, hashPassword, verifyPassword } from '../../bot/web/agents/password.ts';
import { AgentSessions, csrfMatches } from '../../bot/web/agents/sessions.ts';

const start = new Date('2026-11-24T01:00:00.000Z');
const hour = 60 * 60_000;
const address = '192.0.2.1';
const right = { id: 'sato', password: 'a right password', address };

let passwordHash = '';
beforeAll(async () => {
  passwordHash = await hashPassword(right.password, { N: 16, r: 8, p: 1 });
});

const sato = (): Agent => ({
  id: 'sato',
  name: '佐藤',
  role: 'agent',
  passwordHash,
  createdAt: start.toISOString(),
});

interface Desk {
  sessions: AgentSessions;
  store: AgentStore;
  audit: MemoryAuditLog;
  /** What could not be recorded, and hindered nothing. */
  unrecorded: unknown[];
  /** The hashes that passwords were compared with. */
  compared: string[];
  pass: (ms: number) => void;
}

const openDesk = async (change: Partial<AgentStore> = {}): Promise<Desk> => {
  const { agents, audit } = memoryStores(() => {});
  const unrecorded: unknown[] = [];
  await agents.saveAgent(sato());
  const store = Object.assign(agents, change);
  let now = start;
  const compared: string[] = [];
  const sessions = new AgentSessions({
    store,
    audit: new Auditing(audit, (error) => unrecorded.push(error)),
    clock: { now: () => now },
    randomId: () => randomBytes(32).toString('base64url'),
    verify: async (password, hash) => {
      compared.push(hash);
      // The decoy costs its full 0.2 s, and no password fits it.
      return hash !== decoyHash && verifyPassword(password, hash);
    },
  });
  const pass = (ms: number): void => {
    now = new Date(now.getTime() + ms);
  };
  return { sessions, store, audit, unrecorded, compared, pass };
};

const refused = { code: 'wrong-credentials', status: 401 };

describe('signing in', () => {
  it('gives a token that stands for the agent for 12 hours and not longer', async () => {
    const { sessions, pass } = await openDesk();
    const { token, agent, session } = await sessions.signIn(right);
    expect(agent.id).toBe('sato');
    expect(session.expiresAt).toBe('2026-11-24T13:00:00.000Z');
    pass(12 * hour - 1);
    expect(await sessions.verify(token)).toEqual({ agent, session });
    pass(1);
    expect(await sessions.verify(token)).toBeNull();
  });

  it('stores neither the token nor anything that it can be made from', async () => {
    const { sessions, store } = await openDesk();
    const { token, session } = await sessions.signIn(right);
    expect(JSON.stringify(session)).not.toContain(token);
    expect(session.idHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await store.findSession(session.idHash)).toEqual(session);
    expect(await sessions.verify(session.idHash)).toBeNull();
  });

  it('gives each session a token and a CSRF token of its own', async () => {
    const { sessions } = await openDesk();
    const [first, second] = [await sessions.signIn(right), await sessions.signIn(right)];
    const secrets = [first, second].flatMap(({ token, session }) => [token, session.csrfToken]);
    expect(new Set(secrets).size).toBe(4);
  });

  it('takes an id typed with capitals or a space around it', async () => {
    const { sessions } = await openDesk();
    expect((await sessions.signIn({ ...right, id: ' Sato ' })).agent.id).toBe('sato');
  });

  it('answers an unknown id as a wrong password: same error, same work', async () => {
    const { sessions, compared } = await openDesk();
    const wrong = await sessions
      .signIn({ ...right, password: 'a wrong password' })
      .catch((error: unknown) => error);
    const unknown = await sessions.signIn({ ...right, id: 'nobody' }).catch((error: unknown) => error);
    expect(wrong).toMatchObject(refused);
    expect(unknown).toEqual(wrong);
    expect(compared).toEqual([passwordHash, decoyHash]);
  });

  it('refuses an account that no password opens, or that is closed, as a wrong password: same error, same work', async () => {
    const { sessions, store, compared } = await openDesk();
    const { passwordHash: _none, ...withoutPassword } = sato();
    await store.saveAgent({ ...withoutPassword, id: 'company-only' });
    await store.saveAgent({ ...sato(), id: 'closed', closedAt: start.toISOString() });
    const wrong = await sessions
      .signIn({ ...right, password: 'a wrong password' })
      .catch((error: unknown) => error);
    for (const id of ['company-only', 'closed'])
      expect(await sessions.signIn({ ...right, id }).catch((error: unknown) => error)).toEqual(wrong);
    expect(compared).toEqual([passwordHash, decoyHash, passwordHash]);
  });

  it('is locked after five failures, for the right password too, and for ids that do not exist as well', async () => {
    for (const id of ['sato', 'nobody']) {
      const { sessions, compared, pass } = await openDesk();
      for (let count = 0; count < 5; count += 1)
        await expect(
          sessions.signIn({ id, password: 'a guess', address: `192.0.2.${count}` }),
        ).rejects.toMatchObject(refused);
      const sixth = sessions.signIn({ ...right, id, address: '192.0.2.99' });
      await expect(sixth).rejects.toMatchObject({
        code: 'too-many-attempts',
        status: 429,
        details: { retryAfter: 900 },
      });
      expect(compared).toHaveLength(5);
      pass(15 * 60_000);
      const later = sessions.signIn({ ...right, id, address: '192.0.2.99' });
      if (id === 'sato') await later;
      else await later.catch(() => {});
      expect(compared).toHaveLength(6);
    }
  });

  it('lets five of a hundred guesses at once reach the password', async () => {
    const { sessions, compared } = await openDesk();
    await Promise.allSettled(
      Array.from({ length: 100 }, () => sessions.signIn({ ...right, password: 'a guess' })),
    );
    expect(compared).toHaveLength(5);
  });

  it('lets a whole office behind one address sign in at the same moment', async () => {
    const { sessions } = await openDesk();
    const signIns = Array.from({ length: 20 }, () => sessions.signIn(right));
    await expect(Promise.all(signIns)).resolves.toHaveLength(20);
  });

  it('compares one password at a time, so that files are not kept waiting', async () => {
    const { agents, audit } = memoryStores(() => {});
    let running = 0;
    let most = 0;
    const sessions = new AgentSessions({
      store: agents,
      audit: new Auditing(audit, () => {}),
      clock: { now: () => start },
      randomId: () => 'x',
      verify: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return false;
      },
    });
    const ids = ['a', 'b', 'c', 'd'];
    await Promise.allSettled(ids.map((id) => sessions.signIn({ id, password: 'x', address: id })));
    expect(most).toBe(1);
  });

  it('does not count a failure of the storage as a guess, and works when it is back', async () => {
    const outage = new Error('the storage is away');
    const findAgent = async (): Promise<Agent | null> => {
      throw outage;
    };
    const { sessions, store } = await openDesk({ findAgent });
    for (let count = 0; count < 10; count += 1) await expect(sessions.signIn(right)).rejects.toBe(outage);
    store.findAgent = async () => sato();
    await expect(sessions.signIn(right)).resolves.toMatchObject({ agent: { id: 'sato' } });
  });

  it('forgets the sessions that have ended', async () => {
    const { sessions, store, pass } = await openDesk();
    const { session } = await sessions.signIn(right);
    pass(12 * hour);
    await sessions.signIn(right);
    expect(await store.findSession(session.idHash)).toBeNull();
  });
});

describe('a session', () => {
  it('ends when its agent signs out, and the agent’s other sessions go on', async () => {
    const { sessions } = await openDesk();
    const [desk, phone] = [await sessions.signIn(right), await sessions.signIn(right)];
    await sessions.end(desk);
    expect(await sessions.verify(desk.token)).toBeNull();
    expect(await sessions.verify(phone.token)).not.toBeNull();
    await expect(sessions.end(desk)).resolves.toBeUndefined();
  });

  it('ends when its agent is removed or gets another password', async () => {
    const { sessions, store } = await openDesk();
    const first = await sessions.signIn(right);
    await store.saveAgent({ ...sato(), passwordHash: await hashPassword('another', { N: 16, r: 8, p: 1 }) });
    expect(await sessions.verify(first.token)).toBeNull();
    await store.saveAgent(sato());
    const second = await sessions.signIn(right);
    await store.removeAgent('sato');
    expect(await sessions.verify(second.token)).toBeNull();
  });

  it('is nobody’s when its agent’s account is closed, even one that was opened at that moment', async () => {
    const { sessions, store } = await openDesk();
    await store.saveAgent({ ...sato(), closedAt: start.toISOString() });
    const { token } = await sessions.open(sato());
    expect(await sessions.verify(token)).toBeNull();
  });

  it('has at once the role that its agent has now', async () => {
    const { sessions, store } = await openDesk();
    const { token } = await sessions.signIn(right);
    await store.saveAgent({ ...sato(), role: 'lead' });
    expect((await sessions.verify(token))?.agent.role).toBe('lead');
  });

  it.each(['', 'x', '__proto__', 'あ', 'a'.repeat(10_000)])(
    'is not opened by what is no token',
    async (token) => {
      const { sessions } = await openDesk();
      expect(await sessions.verify(token)).toBeNull();
    },
  );

  it('is changed only by requests with its own CSRF token', async () => {
    const { sessions } = await openDesk();
    const { session, token } = await sessions.signIn(right);
    const other = await sessions.signIn(right);
    expect(csrfMatches(session, session.csrfToken)).toBe(true);
    for (const given of [undefined, '', token, other.session.csrfToken, `${session.csrfToken}x`])
      expect(csrfMatches(session, given)).toBe(false);
  });
});
