import { z } from 'zod';
import { startPostgres, type TestServer } from '../store/postgres-server.ts';
import { startCompanyProvider, type CompanyProvider } from './company-provider.ts';
import { freePort } from './free-port.ts';
import { startSmallService, type RunningService } from './running.ts';
import { Walker } from './walk.ts';

let database: TestServer;
let provider: CompanyProvider;
let one: RunningService;
let other: RunningService;

const company = '/api/v1/agent/session/oidc';

beforeAll(async () => {
  database = await startPostgres();
  const ports = [await freePort(), await freePort()];
  const baseUrl = `http://localhost:${ports[0]}`;
  provider = await startCompanyProvider([baseUrl]);
  // Nobody may have to wait for the provider at a start.
  provider.up = false;
  const env = {
    DATABASE_URL: await database.newDatabase(),
    MADOGUCHI_IDENTITY_KEY: 'a-secret-of-the-host-product-for-tests',
    MADOGUCHI_DEMO: 'off',
    MADOGUCHI_OIDC_ISSUER: provider.issuer,
    MADOGUCHI_OIDC_CLIENT_ID: provider.clientId,
    MADOGUCHI_OIDC_CLIENT_SECRET: provider.clientSecret,
    MADOGUCHI_OIDC_BASE_URL: baseUrl,
    MADOGUCHI_OIDC_SCOPE: 'openid profile email groups',
    MADOGUCHI_OIDC_ROLE_CLAIM: 'groups',
    MADOGUCHI_OIDC_ROLES: 'agent=support',
  };
  [one, other] = await Promise.all([
    startSmallService({ ...env, PORT: String(ports[0]) }),
    startSmallService({ ...env, PORT: String(ports[1]) }),
  ]);
  provider.up = true;
  for (const userName of ['hanako', 'taro']) {
    const email = `${userName}@example.com`;
    provider.people.set(userName, { name: '佐藤', email, verified: true, userName, groups: ['support'] });
  }
});
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await provider.stop();
  await database.stop();
});

const toCallback = async (walker: Walker, as: string): Promise<string> => {
  const asked = await walker.walk(`${one.url}${company}`, /\/interaction\//);
  return walker.walk(`${asked}?as=${as}`, /\/oidc\/callback/);
};

const sessionSchema = z.object({ agent: z.object({ id: z.string() }) });

const whoIs = async (walker: Walker, url: string): Promise<string> => {
  const response = await walker.get(`${url}/api/v1/agent/session`);
  return sessionSchema.parse(await response.json()).agent.id;
};

describe('two instances over one database, which started while the provider was down', () => {
  test('finish a sign-in that the other began, and both know the session', async () => {
    const walker = new Walker();
    const address = await toCallback(walker, 'hanako');
    const end = await walker.get(address.replace(one.url, other.url));
    expect([end.status, end.headers.get('location')]).toEqual([303, '/console']);
    expect(await whoIs(walker, one.url)).toBe('hanako');
    expect(await whoIs(walker, other.url)).toBe('hanako');
  });

  test('make one account of a first sign-in that comes through both at once', async () => {
    const walkers = [new Walker(), new Walker()];
    const [first = '', second = ''] = await Promise.all(walkers.map((each) => toCallback(each, 'taro')));
    const ends = await Promise.all([
      walkers[0]?.get(first),
      walkers[1]?.get(second.replace(one.url, other.url)),
    ]);
    expect(ends.map((end) => end?.headers.get('location'))).toEqual(['/console', '/console']);
    expect(await Promise.all(walkers.map((each) => whoIs(each, one.url)))).toEqual(['taro', 'taro']);
  });
});
