import { memoryStores } from '../../bot/store/memory/stores.ts';
import type { AgentStore } from '../../bot/store/port.ts';
import { Walker } from '../service/walk.ts';
import { openInstance, openPlace, type Instance } from './company-desk.ts';
import { startCrookedProvider, type CrookedProvider, type Crookedness } from './crooked-provider.ts';

let provider: CrookedProvider;
let instance: Instance;
let store: AgentStore;

const secret = 'a-secret-that-only-the-two-know';

beforeEach(async () => {
  const [place, crooked] = await Promise.all([openPlace(), startCrookedProvider()]);
  provider = crooked;
  store = memoryStores(() => {}).agents;
  instance = openInstance(place, {
    store,
    settings: {
      issuer: new URL(provider.issuer),
      clientId: 'madoguchi',
      clientSecret: secret,
      baseUrl: place.url,
      scope: 'openid',
      roles: { claim: 'groups', grants: [{ role: 'agent', value: 'support' }] },
    },
  });
});
afterEach(async () => {
  expect(instance.failed).toEqual([]);
  await Promise.all([instance.stop(), provider.stop()]);
});

const company = '/api/v1/agent/session/oidc';

/** Where a whole sign-in leads, when the provider returns with these parameters besides `state`. */
const signIn = async (crooked: Crookedness, returned = 'code=a-code'): Promise<string | null> => {
  provider.crooked = crooked;
  const walker = new Walker();
  const begun = await walker.get(`${instance.url}${company}`);
  const asked = new URL(begun.headers.get('location') ?? '', instance.url);
  provider.nonce = asked.searchParams.get('nonce') ?? '';
  const state = asked.searchParams.get('state') ?? '';
  const end = await walker.get(`${instance.url}${company}/callback?${returned}&state=${state}`);
  return end.headers.get('location');
};

const notVerified = '/console?sign-in=not-verified';
const hour = 60 * 60;
const now = (): number => Math.floor(Date.now() / 1000);

it('an honest provider is believed', async () => {
  expect(await signIn({})).toBe('/console');
});

describe('an ID token', () => {
  it.each<[string, () => Crookedness]>([
    ['with another nonce', () => ({ claims: { nonce: 'of-another-sign-in' } })],
    ['without a nonce', () => ({ without: ['nonce'] })],
    ['for another audience', () => ({ claims: { aud: 'another-client' } })],
    ['for us and others, by another party', () => ({ claims: { aud: ['madoguchi', 'x'], azp: 'x' } })],
    ['of another issuer', () => ({ claims: { iss: 'https://id.example.com' } })],
    ['that has expired', () => ({ claims: { iat: now() - hour, exp: now() - 60 } })],
    ['that is not valid yet', () => ({ claims: { nbf: now() + hour } })],
    ['without a subject', () => ({ without: ['sub'] })],
    ['without an expiry', () => ({ without: ['exp'] })],
    ['signed by another key', () => ({ signedBy: 'another key' })],
    ['signed by nobody', () => ({ signedBy: 'nobody' })],
    ['that is missing', () => ({ noIdToken: true })],
    ['that its own userinfo contradicts', () => ({ userinfo: { sub: 'sub-2' } })],
  ])('%s opens no session', async (_what, crooked) => {
    expect(await signIn(crooked())).toBe(notVerified);
    expect(await store.listAgents()).toEqual([]);
    expect(instance.refused).toEqual([expect.objectContaining({ step: 'finish', reason: 'not-verified' })]);
  });

  it('of a clock that is some seconds off is believed', async () => {
    const off = { iat: now() - hour, nbf: now() + 15, exp: now() - 15 };
    expect(await signIn({ claims: off })).toBe('/console');
  });

  it('is completed by userinfo, and goes before it', async () => {
    const userinfo = { sub: 'sub-1', family_name: '佐藤', groups: ['all-staff'] };
    expect(await signIn({ userinfo })).toBe('/console');
    expect(await store.listAgents()).toMatchObject([{ name: '佐藤', role: 'agent' }]);
  });

  it.each<[unknown, string]>([
    ['support', '/console'],
    [['support', 7, null], '/console'],
    [{ support: true }, '/console?sign-in=no-role'],
    [7, '/console?sign-in=no-role'],
    [null, '/console?sign-in=no-role'],
  ])('with %j as groups is read as far as it is one or many texts', async (groups, end) => {
    expect(await signIn({ claims: { groups } })).toBe(end);
  });
});

describe('the exchange of the code', () => {
  it('sends the verifier and the secret to the provider, and the secret in no address', async () => {
    await signIn({});
    const [sent] = provider.exchanges;
    expect(Object.fromEntries(sent ?? [])).toMatchObject({
      grant_type: 'authorization_code',
      code: 'a-code',
      code_verifier: expect.stringMatching(/^[\w-]{43}$/),
      redirect_uri: `${instance.url}${company}/callback`,
    });
    expect(String(sent)).not.toContain(secret);
  });

  it('sends the secret in the body to a provider that takes it only there', async () => {
    await signIn({ described: { token_endpoint_auth_methods_supported: ['client_secret_post'] } });
    expect(provider.exchanges[0]?.get('client_secret')).toBe(secret);
  });

  const personal = 'hanako@example.com の佐藤花子さん';
  const said = (error: string): string => JSON.stringify({ error, error_description: personal });

  it.each<[string, Crookedness, string, string]>([
    ['a used code', { answer: { status: 400, body: said('invalid_grant') } }, 'expired', 'invalid_grant'],
    [
      'an unknown client',
      { answer: { status: 400, body: said('invalid_client') } },
      'not-verified',
      'invalid_client',
    ],
    [
      'a wrong secret',
      {
        answer: {
          status: 401,
          body: said('invalid_client'),
          headers: { 'WWW-Authenticate': 'Basic realm="x", error="invalid_client"' },
        },
      },
      'not-verified',
      'invalid_client',
    ],
    [
      'an error that is a sentence',
      { answer: { status: 400, body: said('佐藤 花子') } },
      'not-verified',
      'unknown',
    ],
    [
      'a page instead',
      { answer: { status: 200, body: `<p>${personal}` } },
      'not-verified',
      'OAUTH_PARSE_ERROR',
    ],
    [
      'an outage',
      { answer: { status: 503, body: personal } },
      'provider-away',
      'OAUTH_RESPONSE_IS_NOT_CONFORM',
    ],
  ])('that meets %s is told by its code alone', async (_what, crooked, reason, detail) => {
    expect(await signIn(crooked)).toBe(`/console?sign-in=${reason}`);
    expect(instance.refused).toEqual([{ step: 'finish', reason, detail }]);
  });

  it.each<[string, string, string | null]>([
    ['access_denied', 'cancelled', null],
    ['temporarily_unavailable', 'provider-away', 'temporarily_unavailable'],
    ['invalid_scope', 'not-verified', 'invalid_scope'],
    [encodeURIComponent('佐藤 花子'), 'not-verified', 'unknown'],
  ])('does not happen when the provider returns with %s', async (error, reason, detail) => {
    const returned = `error=${error}&error_description=${encodeURIComponent(personal)}`;
    expect(await signIn({}, returned)).toBe(`/console?sign-in=${reason}`);
    expect(provider.exchanges).toEqual([]);
    expect(instance.refused).toEqual([{ step: 'finish', reason, detail }]);
  });

  it('does not happen when the return says that it is of another provider', async () => {
    expect(await signIn({}, 'code=a-code&iss=https://id.example.com')).toBe(notVerified);
    expect(provider.exchanges).toEqual([]);
  });
});

it('a description that is of another issuer is not followed', async () => {
  provider.crooked = { described: { issuer: 'https://id.example.com' } };
  const response = await new Walker().get(`${instance.url}${company}`);
  expect(response.headers.get('location')).toBe(notVerified);
});

it('signing out at a provider that does not offer it says that it still knows them', async () => {
  provider.crooked = {};
  const walker = new Walker();
  const begun = await walker.get(`${instance.url}${company}`);
  const asked = new URL(begun.headers.get('location') ?? '');
  provider.nonce = asked.searchParams.get('nonce') ?? '';
  await walker.get(`${instance.url}${company}/callback?code=x&state=${asked.searchParams.get('state')}`);
  const end = await walker.get(`${instance.url}${company}/end`);
  expect(end.headers.get('location')).toBe('/console?sign-in=signed-out-here');
});

it('an ID token too long for a cookie is not kept, and signing out goes on without it', async () => {
  const many = Array.from({ length: 400 }, (_, index) => `group-${index}`);
  const described = { end_session_endpoint: `${provider.issuer}/end` };
  provider.crooked = { described, claims: { groups: ['support', ...many] } };
  const walker = new Walker();
  const begun = await walker.get(`${instance.url}${company}`);
  const asked = new URL(begun.headers.get('location') ?? '');
  provider.nonce = asked.searchParams.get('nonce') ?? '';
  await walker.get(`${instance.url}${company}/callback?code=x&state=${asked.searchParams.get('state')}`);
  expect(walker.cookie('localhost', '__Secure-madoguchi-company')?.length).toBeLessThan(3_800);
  const end = new URL((await walker.get(`${instance.url}${company}/end`)).headers.get('location') ?? '');
  expect(end.searchParams.get('client_id')).toBe('madoguchi');
  expect(end.searchParams.has('id_token_hint')).toBe(false);
});
