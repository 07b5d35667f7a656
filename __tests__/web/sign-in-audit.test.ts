import { randomBytes } from 'node:crypto';
import { Auditing } from '../../bot/handoff/auditing.ts';
import { memoryStores } from '../../bot/store/memory/stores.ts';
import { AgentSessions } from '../../bot/web/agents/sessions.ts';
import { newAgent } from '../store/synthetic.ts';

const minute = 60_000;

/** Whether the password is right is what it says. */
const openSessions = async () => {
  const { agents, audit } = memoryStores(() => {});
  await agents.saveAgent(newAgent('sato'));
  const unrecorded: unknown[] = [];
  let now = Date.parse('2026-11-24T01:00:00.000Z');
  const sessions = new AgentSessions({
    store: agents,
    audit: new Auditing(audit, (error) => unrecorded.push(error)),
    clock: { now: () => new Date(now) },
    randomId: () => randomBytes(32).toString('base64url'),
    verify: async (password) => password === 'right',
  });
  const signIn = (id: string, password: string) => sessions.signIn({ id, password, address: '192.0.2.1' });
  const told = async () => {
    const everything = { acts: null, actor: null, subject: null, since: null, before: null, limit: 100 };
    const { rows } = await audit.search(everything);
    return rows.map(({ actor, act, subject }) => [actor, act, subject]).toReversed();
  };
  const pass = (ms: number): void => void (now += ms);
  return { sessions, agents, audit, unrecorded, signIn, told, pass };
};

const wrong = { code: 'wrong-credentials', status: 401 };
const unavailable = { code: 'storage-unavailable', status: 503 };

describe('the audit log tells', () => {
  it('who signed in and out', async () => {
    const { sessions, signIn, told } = await openSessions();
    await sessions.end(await signIn('sato', 'right'));
    expect(await told()).toEqual([
      ['agent:sato', 'sign-in', 'agent:sato'],
      ['agent:sato', 'sign-out', 'agent:sato'],
    ]);
  });

  it('of failures, for which account, and never what was typed where there is none', async () => {
    const { audit, signIn, told } = await openSessions();
    await expect(signIn('sato', 'wrong')).rejects.toMatchObject(wrong);
    await expect(signIn('hunter2-typed-as-id', 'sato')).rejects.toMatchObject(wrong);
    expect(await told()).toEqual([
      ['system', 'sign-in-failed', 'agent:sato'],
      ['system', 'sign-in-failed', null],
    ]);
    for await (const place of audit.walk()) expect(JSON.stringify(place)).not.toMatch(/hunter2|192\.0\.2/);
  });

  it('once that an account was locked, however often it is tried after that', async () => {
    const { signIn, told, pass } = await openSessions();
    const attempts = async (): Promise<void> => {
      for (let attempt = 0; attempt < 9; attempt += 1) await signIn('sato', 'wrong').catch(() => {});
    };
    await attempts();
    const acts = (await told()).map(([, act]) => act);
    expect(acts).toEqual([...Array<string>(5).fill('sign-in-failed'), 'sign-in-locked']);
    pass(15 * minute);
    await attempts();
    expect((await told()).filter(([, act]) => act === 'sign-in-locked')).toHaveLength(2);
  });
});

describe('while the audit log takes nothing', () => {
  it('nobody signs in, and the answer does not tell whether the password was right', async () => {
    const { agents, audit, signIn } = await openSessions();
    audit.setOutage('ENOSPC');
    const removing = import.meta.jest.spyOn(agents, 'saveSession');
    await expect(signIn('sato', 'right')).rejects.toMatchObject(unavailable);
    await expect(signIn('sato', 'wrong')).rejects.toMatchObject(unavailable);
    expect(removing).not.toHaveBeenCalled();
    audit.setOutage(null);
    await expect(signIn('sato', 'right')).resolves.toBeDefined();
  });

  it('guesses count all the same', async () => {
    const { audit, signIn } = await openSessions();
    audit.setOutage('ENOSPC');
    for (let attempt = 0; attempt < 5; attempt += 1) await signIn('sato', 'wrong').catch(() => {});
    await expect(signIn('sato', 'right')).rejects.toMatchObject({ code: 'too-many-attempts' });
  });

  it('who signs out is signed out', async () => {
    const { sessions, audit, signIn, unrecorded } = await openSessions();
    const signedIn = await signIn('sato', 'right');
    audit.setOutage('ENOSPC');
    await sessions.end(signedIn);
    expect(await sessions.verify(signedIn.token)).toBeNull();
    expect(unrecorded).toMatchObject([unavailable]);
  });
});
