import { memoryStores } from '../../bot/store/memory/stores.ts';
import type { AgentStore } from '../../bot/store/port.ts';
import type { OidcSettings } from '../../bot/web/agents/oidc/settings.ts';
import { startCompanyProvider, type CompanyProvider, type Person } from '../service/company-provider.ts';
import { Walker } from '../service/walk.ts';
import { openInstance, openPlace, type Instance } from './company-desk.ts';

/** Two instances over one store, and the company's provider. */
let one: Instance;
let other: Instance;
let provider: CompanyProvider;
let store: AgentStore;
let later = 0;

const roles: OidcSettings['roles'] = {
  claim: 'groups',
  grants: [
    { role: 'lead', value: 'support-leads' },
    { role: 'agent', value: 'support' },
  ],
};

const hanako: Person = {
  name: '佐藤',
  email: 'hanako@example.com',
  verified: true,
  userName: 'Hanako.Sato@example.com',
  groups: ['all-staff', 'support'],
};

const open = async (mapping: OidcSettings['roles']): Promise<void> => {
  const places = await Promise.all([openPlace(), openPlace()]);
  provider = await startCompanyProvider(places.map(({ url }) => url));
  store = memoryStores(() => {}).agents;
  later = 0;
  const instances = places.map((place) =>
    openInstance(place, {
      store,
      laterMs: () => later,
      settings: {
        issuer: new URL(provider.issuer),
        clientId: provider.clientId,
        clientSecret: provider.clientSecret,
        // A load balancer in front: both are known by one address.
        baseUrl: places[0].url,
        scope: 'openid profile email groups',
        roles: mapping,
      },
    }),
  );
  const [first, second] = instances;
  if (!first || !second) throw new Error('there are two');
  [one, other] = [first, second];
  provider.people.set('sub-hanako', hanako);
};

beforeEach(() => open(roles));
afterEach(async () => {
  expect([...one.failed, ...other.failed]).toEqual([]);
  await Promise.all([one.stop(), other.stop(), provider.stop()]);
});

const path = '/api/v1/agent/session';
const company = `${path}/oidc`;
const session = '__Host-madoguchi-agent';
const transaction = '__Host-madoguchi-sign-in';
const visit = '__Secure-madoguchi-company';
const callback = /\/oidc\/callback/;

/** From the button to the provider's return, which is not yet handed in. */
const toCallback = async (walker: Walker, act = '?as=sub-hanako'): Promise<string> => {
  const asked = await walker.walk(`${one.url}${company}?prompt=login`, /\/interaction\//);
  return walker.walk(`${asked}${act}`, callback);
};

/** Where a return leads. */
const handIn = async (walker: Walker, address: string): Promise<string | null> => {
  const response = await walker.get(address);
  expect(response.status).toBe(303);
  return response.headers.get('location');
};

const signIn = async (act?: string, walker = new Walker()): Promise<[string | null, Walker]> => [
  await handIn(walker, await toCallback(walker, act)),
  walker,
];

const whoIs = async (walker: Walker): Promise<unknown> => {
  const response = await walker.get(`${one.url}${path}`);
  const body: unknown = await response.json();
  return body;
};

const expired = '/console?sign-in=expired';

describe('signing in with the company’s account', () => {
  it('asks the provider with PKCE, state and nonce, and nothing is known of them but by the browser', async () => {
    const response = await new Walker().get(`${one.url}${company}`);
    const asked = new URL(response.headers.get('location') ?? '');
    expect(asked.origin).toBe(provider.issuer);
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      client_id: provider.clientId,
      response_type: 'code',
      redirect_uri: `${one.url}${company}/callback`,
      scope: 'openid profile email groups',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-madoguchi-sign-in=[\w.-]+; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=600$/,
    );
    for (const secret of ['state', 'nonce']) {
      expect(cookie).not.toContain(asked.searchParams.get(secret));
    }
  });

  it('opens a usual session for an account that is made at the first sign-in, and says so nowhere else', async () => {
    const walker = new Walker();
    const response = await walker.get(await toCallback(walker));
    expect(response.headers.get('location')).toBe('/console');
    const cookies = response.headers.getSetCookie();
    expect(cookies).toContainEqual(
      expect.stringMatching(
        /^__Host-madoguchi-agent=[\w-]+; Path=\/; HttpOnly; Secure; SameSite=Strict; Exp/,
      ),
    );
    expect(walker.cookie('localhost', transaction)).toBeUndefined();
    expect(await whoIs(walker)).toMatchObject({ agent: { id: 'hanako.sato', name: '佐藤', role: 'agent' } });
    const [agent] = await store.listAgents();
    expect(agent).toEqual({
      id: 'hanako.sato',
      name: '佐藤',
      role: 'agent',
      subject: { issuer: provider.issuer, sub: 'sub-hanako' },
      createdAt: expect.any(String),
    });
    expect(one.refused).toEqual([]);
  });

  it('is ended by any instance, whichever began it', async () => {
    const walker = new Walker();
    const address = (await toCallback(walker)).replace(one.url, other.url);
    expect(await handIn(walker, address)).toBe('/console');
    expect(await whoIs(walker)).toMatchObject({ agent: { id: 'hanako.sato' } });
  });

  it('leads to the same account ever after, whatever the names say', async () => {
    await signIn();
    provider.people.set('sub-hanako', {
      ...hanako,
      name: '鈴木',
      userName: 'suzuki',
      email: 'x@example.com',
    });
    const [, walker] = await signIn();
    expect(await whoIs(walker)).toMatchObject({ agent: { id: 'hanako.sato', name: '佐藤' } });
    expect(await store.listAgents()).toHaveLength(1);
  });

  it('makes one account of many first sign-ins at once', async () => {
    const walkers = Array.from({ length: 5 }, () => new Walker());
    const returns = await Promise.all(walkers.map((walker) => toCallback(walker)));
    const ends = await Promise.all(
      walkers.map((walker, index) =>
        handIn(walker, (returns[index] ?? '').replace(one.url, index % 2 ? one.url : other.url)),
      ),
    );
    expect(new Set(ends)).toEqual(new Set(['/console']));
    expect(await store.listAgents()).toHaveLength(1);
  });

  it('never gives somebody an account by the look of a name', async () => {
    await store.saveAgent({
      id: 'hanako.sato',
      name: '別人',
      role: 'admin',
      createdAt: '2026-11-24T01:00:00Z',
    });
    const [, walker] = await signIn();
    provider.people.set('sub-2', { ...hanako, email: 'second@example.com' });
    const [, second] = await signIn('?as=sub-2');
    const ids = [await whoIs(walker), await whoIs(second)];
    for (const who of ids) expect(who).toMatchObject({ agent: { role: 'agent' } });
    expect((await store.listAgents()).map(({ id }) => id)).toEqual([
      'hanako.sato',
      expect.stringMatching(/^hanako\.sato-[0-9a-f]{8}$/),
      expect.stringMatching(/^hanako\.sato-[0-9a-f]{8}$/),
    ]);
  });

  it.each([
    ['花子', null, /^agent-[0-9a-f]{8}$/],
    ['../../ETC', null, /^etc$/],
    ['x'.repeat(200), null, /^x{50}$/],
    ['佐藤 Hanako', 'hanako@example.com', /^hanako$/],
  ])('makes an id that one can type of the user name %s', async (userName, email, id) => {
    provider.people.set('sub-hanako', { ...hanako, userName, email: email ?? hanako.email });
    await signIn();
    expect((await store.listAgents()).map((agent) => agent.id)).toEqual([expect.stringMatching(id)]);
  });

  it.each([['hanako@example.com'], ['長'.repeat(51)]])(
    'shows customers no address and nothing endless for a name',
    async (name) => {
      provider.people.set('sub-hanako', { ...hanako, name });
      await signIn();
      const [agent] = await store.listAgents();
      expect(agent?.name).not.toContain('@example');
      expect(agent?.name.length).toBeLessThanOrEqual(50);
    },
  );
});

const groups = (...names: string[]) => provider.people.set('sub-hanako', { ...hanako, groups: names });

describe('a role from the provider', () => {
  it('changes at the next sign-in, and at once for all sessions', async () => {
    const [, walker] = await signIn();
    groups('support', 'support-leads');
    expect(await whoIs(walker)).toMatchObject({ agent: { role: 'agent' } });
    await signIn();
    expect(await whoIs(walker)).toMatchObject({ agent: { role: 'lead' } });
  });

  it('is needed: without one nobody comes in, with an account or without', async () => {
    groups('all-staff', 'Support', 'support-leads2');
    expect((await signIn())[0]).toBe('/console?sign-in=no-role');
    expect(await store.listAgents()).toEqual([]);
    groups('support');
    await signIn();
    groups();
    const [end, walker] = await signIn();
    expect(end).toBe('/console?sign-in=no-role');
    expect(walker.cookie('localhost', session)).toBeUndefined();
  });

  it('does not bring back whose account was closed', async () => {
    await signIn();
    await store.changeAgent('hanako.sato', (agent) => ({ ...agent, closedAt: '2026-11-24T01:00:00.000Z' }));
    const [end, walker] = await signIn();
    expect(end).toBe('/console?sign-in=no-account');
    expect(walker.cookie('localhost', session)).toBeUndefined();
    expect(await store.listAgents()).toHaveLength(1);
  });
});

describe('without roles from the provider', () => {
  beforeEach(async () => {
    await Promise.all([one.stop(), other.stop(), provider.stop()]);
    await open(null);
    await store.saveAgent({
      id: 'sato',
      name: '佐藤さん',
      role: 'lead',
      email: 'hanako@example.com',
      createdAt: '2026-11-24T01:00:00.000Z',
    });
  });

  it('an account becomes theirs who come with its verified address, and stays theirs without it', async () => {
    provider.people.set('sub-hanako', { ...hanako, email: 'Hanako@Example.com' });
    expect((await signIn())[0]).toBe('/console');
    provider.people.set('sub-hanako', { ...hanako, email: 'married@example.com' });
    const [, walker] = await signIn();
    expect(await whoIs(walker)).toMatchObject({ agent: { id: 'sato', name: '佐藤さん', role: 'lead' } });
  });

  it('an address that the provider has not verified opens nothing', async () => {
    provider.people.set('sub-hanako', { ...hanako, verified: false });
    expect((await signIn())[0]).toBe('/console?sign-in=no-account');
    expect((await store.findAgent('sato'))?.subject).toBeUndefined();
  });

  it('an address that was given to somebody else later opens nothing', async () => {
    await signIn();
    provider.people.set('sub-new', hanako);
    expect((await signIn('?as=sub-new'))[0]).toBe('/console?sign-in=no-account');
  });

  it('nobody else comes in, and no account is made', async () => {
    provider.people.set('sub-other', { ...hanako, email: 'other@example.com', userName: 'sato' });
    expect((await signIn('?as=sub-other'))[0]).toBe('/console?sign-in=no-account');
    expect(await store.listAgents()).toHaveLength(1);
  });
});

describe('a return from the provider', () => {
  it('counts once', async () => {
    const walker = new Walker();
    const address = await toCallback(walker);
    const kept = walker.cookie('localhost', transaction) ?? '';
    expect(await handIn(walker, address)).toBe('/console');
    expect(await handIn(walker, address)).toBe(expired);
    // Even with the cookie that the browser should have forgotten: the provider knows the code as used.
    const again = new Walker();
    again.set('localhost', transaction, kept);
    expect(await handIn(again, address)).toBe(expired);
    expect(again.cookie('localhost', session)).toBeUndefined();
  });

  it('counts in the browser that set out, and in no other', async () => {
    const address = await toCallback(new Walker());
    expect(await handIn(new Walker(), address)).toBe(expired);
    const victim = new Walker();
    await toCallback(victim);
    expect(await handIn(victim, address)).toBe(expired);
    expect(victim.cookie('localhost', session)).toBeUndefined();
  });

  it('counts for ten minutes', async () => {
    const walker = new Walker();
    const address = await toCallback(walker);
    later = 10 * 60_000 + 1_000;
    expect(await handIn(walker, address)).toBe(expired);
    expect(one.refused).toEqual([{ step: 'finish', reason: 'expired', detail: 'cookie' }]);
  });

  it.each<[string, (value: string) => string]>([
    ['altered', (value) => value.replace(/.{8}$/, 'AAAAAAAA')],
    ['cut', (value) => value.slice(0, -20)],
    ['made up', () => 'a.b.c.d.e'],
    ['empty', () => ''],
    // A token that is not encrypted at all, as if alg and enc were the sender's to choose.
    ['unsealed', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
  ])('does not count with a cookie that is %s', async (_how, change) => {
    const walker = new Walker();
    const address = await toCallback(walker);
    walker.set('localhost', transaction, change(walker.cookie('localhost', transaction) ?? ''));
    expect(await handIn(walker, address)).toBe(expired);
  });

  it('does not count with a sealed cookie of another kind', async () => {
    const [, walker] = await signIn();
    const address = await toCallback(new Walker());
    walker.set('localhost', transaction, walker.cookie('localhost', visit) ?? '');
    expect(await handIn(walker, address)).toBe(expired);
  });

  it.each(['', '?state=x', '?state=x&state=x', '?code=x', '?%', '?error=access_denied'])(
    'does not count without its state: %s',
    async (query) => {
      const walker = new Walker();
      await toCallback(walker);
      expect(await handIn(walker, `${one.url}${company}/callback${query}`)).toBe(expired);
      // The sign-in that is under way in this browser goes on.
      expect(walker.cookie('localhost', transaction)).toBeDefined();
    },
  );

  it('that says “cancelled” says so at the console, and nothing of the provider’s words is kept', async () => {
    expect((await signIn('?cancel'))[0]).toBe('/console?sign-in=cancelled');
    expect(one.refused).toEqual([{ step: 'finish', reason: 'cancelled', detail: null }]);
  });

  it.each([
    '&redirect_uri=https://evil.example',
    '&next=//evil.example',
    '&sign-in=https://evil.example',
    '&RelayState=/%5Cevil.example',
  ])('leads to the console whatever else its address says: %s', async (more) => {
    const walker = new Walker();
    const address = await toCallback(walker);
    expect(await handIn(walker, `${address}${more}`)).toMatch(/^\/console(\?sign-in=[a-z-]+)?$/);
  });
});

describe('a provider that is down', () => {
  const away = '/console?sign-in=provider-away';

  it('does not keep an instance from starting, is said at the console, and is found when it is back', async () => {
    provider.up = false;
    const walker = new Walker();
    expect(await handIn(walker, `${one.url}${company}`)).toBe(away);
    expect(one.refused).toEqual([{ step: 'begin', reason: 'provider-away', detail: 'no-connection' }]);
    provider.up = true;
    expect((await signIn())[0]).toBe('/console');
  });

  it('in the middle of a sign-in is said at the console', async () => {
    const walker = new Walker();
    const address = await toCallback(walker);
    provider.up = false;
    expect(await handIn(walker, address)).toBe(away);
  });

  it('is asked by its old description while it does not give a new one', async () => {
    await signIn();
    later = 2 * 60 * 60_000;
    provider.up = false;
    expect(await handIn(new Walker(), `${one.url}${company}`)).toMatch(provider.issuer);
  });
});

it('a wrong client secret is told to the operator by the provider’s code', async () => {
  one.settings.clientSecret = 'a-secret-that-nobody-agreed-on';
  expect((await signIn())[0]).toBe('/console?sign-in=not-verified');
  expect(one.refused).toEqual([{ step: 'finish', reason: 'not-verified', detail: 'invalid_client' }]);
});

it('a store that takes nothing is said at the console', async () => {
  const walker = new Walker();
  const address = await toCallback(walker);
  const { AppError } = await import('../../bot/errors.ts');
  store.listAgents = async () => {
    throw new AppError({ code: 'storage-unavailable', status: 503, message: 'the store is away' });
  };
  expect(await handIn(walker, address)).toBe('/console?sign-in=storage');
});

describe('signing out', () => {
  it('goes on to the provider, with its own ID token, and back to the console', async () => {
    const [, walker] = await signIn();
    const end = new URL((await handIn(walker, `${one.url}${company}/end`)) ?? '');
    expect(end.origin).toBe(provider.issuer);
    expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${one.url}/console`);
    expect(end.searchParams.get('id_token_hint')?.split('.')).toHaveLength(3);
    expect(walker.cookie('localhost', visit)).toBeUndefined();
    expect((await walker.get(end.href)).status).toBe(200);
  });

  it('leads straight to the console for who came with a password', async () => {
    expect(await handIn(new Walker(), `${one.url}${company}/end`)).toBe('/console');
  });

  it('says that the provider still knows them when it does not answer', async () => {
    const [, walker] = await signIn();
    provider.up = false;
    later = 2 * 60 * 60_000;
    const fresh = new Walker();
    fresh.set('localhost', visit, walker.cookie('localhost', visit) ?? '');
    expect(await handIn(fresh, `${other.url}${company}/end`)).toBe('/console?sign-in=signed-out-here');
    expect(other.refused).toEqual([{ step: 'end', reason: 'provider-away', detail: 'no-connection' }]);
  });
});

it('a password opens nothing where passwords are turned off', async () => {
  const response = await fetch(`${one.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: 'sato', password: 'x' }),
  });
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ code: 'password-sign-in-off' });
  const ways = await fetch(`${one.url}${path}/ways`);
  expect(await ways.json()).toEqual({ password: false, company: true });
});
