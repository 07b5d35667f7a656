import { readFile } from 'node:fs/promises';
import { environmentNames, readConfig } from '../../bot/config.ts';

const readme = new URL('../../README.md', import.meta.url);

const longKey = 'k'.repeat(32);

describe('the configuration', () => {
  it('needs nothing: on one’s own machine the demo is on and nobody else reaches it', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataFolder: '.data',
      knowledgeFolder: 'knowledge',
      intentsFolder: 'intents',
      demo: true,
      startsAt: null,
    });
  });

  it('takes an empty variable as one that is not set', () => {
    const empty = Object.fromEntries(environmentNames.map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('has no demo and is reachable from outside in production', () => {
    const config = readConfig({ NODE_ENV: 'production', MADOGUCHI_IDENTITY_KEY: longKey });
    expect(config).toMatchObject({ production: true, demo: false, host: '0.0.0.0' });
  });

  it('keeps of an allowed page its origin, whatever stands behind it', () => {
    const config = readConfig({ MADOGUCHI_ORIGINS: ' https://hr.example.com/a/b , http://localhost:8080,' });
    expect(config.origins).toEqual(['https://hr.example.com', 'http://localhost:8080']);
  });

  it.each([
    [undefined, 1_095],
    ['off', null],
    ['0', null],
    ['30', 30],
    ['36500', 36_500],
  ])('keeps conversations for the days that MADOGUCHI_RETENTION_DAYS says: %j is %j', (text, days) => {
    const env = text === undefined ? {} : { MADOGUCHI_RETENTION_DAYS: text };
    expect(readConfig(env).retentionDays).toBe(days);
  });

  it.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['a term meant in years', { MADOGUCHI_RETENTION_DAYS: '3' }, /off, or a whole number of days from 30 to/],
    ['a term of no number', { MADOGUCHI_RETENTION_DAYS: '1e3' }, /^MADOGUCHI_RETENTION_DAYS: must be off/],
    ['a term below none', { MADOGUCHI_RETENTION_DAYS: '-1' }, /^MADOGUCHI_RETENTION_DAYS: must be off/],
    ['a term beyond a century', { MADOGUCHI_RETENTION_DAYS: '36501' }, /from 30 to 36500/],
    ['a port that is a word', { PORT: 'abc' }, /^PORT: must be a whole number from 0 to 65535/],
    ['a port of blanks', { PORT: ' ' }, /^PORT: must be a whole number/],
    ['a port beyond the last', { PORT: '65536' }, /^PORT: must be a whole number/],
    ['a port in another notation', { PORT: '1e3' }, /^PORT: must be a whole number/],
    ['a limit of none', { MADOGUCHI_MESSAGES_PER_MINUTE: '0' }, /whole number from 1 to 10000/],
    ['proxies below none', { MADOGUCHI_TRUST_PROXY: '-1' }, /whole number from 0 to 10/],
    ['a word for a time', { MADOGUCHI_NOW: 'tomorrow' }, /^MADOGUCHI_NOW: must be an ISO 8601 instant/],
    ['a time without an offset', { MADOGUCHI_NOW: '2026-11-24T11:00:00' }, /with an offset, such as/],
    ['a day that is not', { MADOGUCHI_NOW: '2026-02-30T11:00:00Z' }, /^MADOGUCHI_NOW: must be/],
    ['a time beyond reckoning', { MADOGUCHI_NOW: '9999-12-31T20:00:00Z' }, /^MADOGUCHI_NOW: must lie in/],
    ['a switch that is neither', { MADOGUCHI_DEMO: 'yes' }, /^MADOGUCHI_DEMO: must be on or off/],
    ['an unknown algorithm', { MADOGUCHI_IDENTITY_ALG: 'none' }, /must be HS256 or ES256/],
    ['an unknown log level', { MADOGUCHI_LOG_LEVEL: 'loud' }, /must be debug, info, warn, error or silent/],
    ['a host for an origin', { MADOGUCHI_ORIGINS: 'hr.example.com' }, /such as https:\/\/hr\.example\.com/],
    ['any origin', { MADOGUCHI_ORIGINS: '*' }, /^MADOGUCHI_ORIGINS: must be origins/],
    ['a setting nobody knows', { MADOGUCHI_XYZ: '1' }, /^MADOGUCHI_XYZ is not a setting; see .*README\.md/],
    [
      'a set clock in production',
      {
        NODE_ENV: 'production',
        MADOGUCHI_IDENTITY_KEY: longKey,
        MADOGUCHI_NOW: '2026-11-24T11:00:00+09:00',
      },
      /^MADOGUCHI_NOW is refused when NODE_ENV=production; unset it/,
    ],
    [
      'the demo in production',
      { NODE_ENV: 'production', MADOGUCHI_IDENTITY_KEY: longKey, MADOGUCHI_DEMO: 'on' },
      /^MADOGUCHI_DEMO=on is refused when NODE_ENV=production; unset it/,
    ],
    [
      'a switch for webhooks that is neither',
      { MADOGUCHI_WEBHOOKS_LOCAL: '1' },
      /^MADOGUCHI_WEBHOOKS_LOCAL: must be on or off/,
    ],
    [
      'webhooks to inner addresses in production',
      { NODE_ENV: 'production', MADOGUCHI_IDENTITY_KEY: longKey, MADOGUCHI_WEBHOOKS_LOCAL: 'on' },
      /^MADOGUCHI_WEBHOOKS_LOCAL=on is refused when NODE_ENV=production; unset it/,
    ],
    ['no key in production', { NODE_ENV: 'production' }, /^MADOGUCHI_IDENTITY_KEY is missing; set it to/],
    ['no key without the demo', { MADOGUCHI_DEMO: 'off' }, /^MADOGUCHI_IDENTITY_KEY is missing/],
    ['a short key', { MADOGUCHI_IDENTITY_KEY: 'k'.repeat(31) }, /too short for HS256; use at least 32/],
  ])('refuses %s in one line that names the variable and what to do', (_what, env, message) => {
    expect(() => readConfig(env)).toThrow(message);
    expect(() => readConfig(env)).toThrow(/^[^\n]+$/);
  });

  const company = {
    MADOGUCHI_OIDC_ISSUER: 'https://id.example.com/realms/staff',
    MADOGUCHI_OIDC_CLIENT_ID: 'madoguchi',
    MADOGUCHI_OIDC_CLIENT_SECRET: 's'.repeat(20),
    MADOGUCHI_OIDC_BASE_URL: 'https://support.example.com/',
  };

  it('offers passwords and nothing else to agents unless told otherwise', () => {
    expect(readConfig({})).toMatchObject({ oidc: null, passwordSignIn: true });
  });

  it('reads how agents sign in with the company’s account', () => {
    const { oidc, passwordSignIn } = readConfig({
      ...company,
      MADOGUCHI_OIDC_ROLE_CLAIM: 'https://example.com/groups',
      MADOGUCHI_OIDC_ROLES: ' lead = support leads ,agent=cn=support',
      MADOGUCHI_PASSWORD_SIGN_IN: 'off',
    });
    expect(passwordSignIn).toBe(false);
    expect(oidc).toEqual({
      issuer: new URL('https://id.example.com/realms/staff'),
      clientId: 'madoguchi',
      clientSecret: 's'.repeat(20),
      baseUrl: 'https://support.example.com',
      scope: 'openid profile email',
      roles: {
        claim: 'https://example.com/groups',
        grants: [
          { role: 'lead', value: 'support leads' },
          { role: 'agent', value: 'cn=support' },
        ],
      },
    });
    const local = {
      ...company,
      MADOGUCHI_OIDC_ISSUER: 'http://127.0.0.1:9000',
      MADOGUCHI_OIDC_BASE_URL: 'http://localhost:3000',
    };
    expect(readConfig(local).oidc).toMatchObject({ baseUrl: 'http://localhost:3000', roles: null });
  });

  it.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ...Object.keys(company).map((name): [string, NodeJS.ProcessEnv, RegExp] => [
      `company accounts without ${name}`,
      { ...company, [name]: '' },
      new RegExp(`^${name} is missing; .* README\\.md$`),
    ]),
    ['a scope alone', { MADOGUCHI_OIDC_SCOPE: 'openid' }, /^MADOGUCHI_OIDC_ISSUER is missing/],
    ['roles alone', { MADOGUCHI_OIDC_ROLES: 'agent=x' }, /^MADOGUCHI_OIDC_ISSUER is missing/],
    [
      'roles without their claim',
      { ...company, MADOGUCHI_OIDC_ROLES: 'agent=x' },
      /^MADOGUCHI_OIDC_ROLE_CLAIM is missing; /,
    ],
    [
      'a claim without its roles',
      { ...company, MADOGUCHI_OIDC_ROLE_CLAIM: 'groups' },
      /^MADOGUCHI_OIDC_ROLES is missing; /,
    ],
    [
      'no way in at all',
      { MADOGUCHI_PASSWORD_SIGN_IN: 'off' },
      /^MADOGUCHI_PASSWORD_SIGN_IN=off leaves nobody a way in; set MADOGUCHI_OIDC_ISSUER/,
    ],
    ['a third state', { MADOGUCHI_PASSWORD_SIGN_IN: 'no' }, /^MADOGUCHI_PASSWORD_SIGN_IN: must be on or off/],
    [
      'a provider in clear',
      { ...company, MADOGUCHI_OIDC_ISSUER: 'http://id.example.com' },
      /^MADOGUCHI_OIDC_ISSUER: must be the https URL/,
    ],
    [
      'the address of a description',
      { ...company, MADOGUCHI_OIDC_ISSUER: 'https://id.example.com/.well-known/openid-configuration' },
      /^MADOGUCHI_OIDC_ISSUER: must be the issuer alone/,
    ],
    [
      'ourselves in clear',
      { ...company, MADOGUCHI_OIDC_BASE_URL: 'http://support.example.com' },
      /^MADOGUCHI_OIDC_BASE_URL: must be the https origin/,
    ],
    [
      'ourselves below a path',
      { ...company, MADOGUCHI_OIDC_BASE_URL: 'https://example.com/support' },
      /^MADOGUCHI_OIDC_BASE_URL: must be the https origin/,
    ],
    [
      'a short client secret',
      { ...company, MADOGUCHI_OIDC_CLIENT_SECRET: 's'.repeat(19) },
      /^MADOGUCHI_OIDC_CLIENT_SECRET: must have at least 20 characters/,
    ],
    [
      'a scope that is none of OpenID',
      { ...company, MADOGUCHI_OIDC_SCOPE: 'profile email' },
      /^MADOGUCHI_OIDC_SCOPE: must hold openid/,
    ],
    ...['boss=x', 'agent', 'agent=', 'agent=x,,lead=y', '=x'].map(
      (roles): [string, NodeJS.ProcessEnv, RegExp] => [
        `roles such as ${roles}`,
        { ...company, MADOGUCHI_OIDC_ROLE_CLAIM: 'groups', MADOGUCHI_OIDC_ROLES: roles },
        /^MADOGUCHI_OIDC_ROLES: must be pairs ROLE=VALUE/,
      ],
    ),
  ])(
    'of company accounts refuses %s in one line that names the variable and what to do',
    (_what, env, message) => {
      expect(() => readConfig(env)).toThrow(message);
      expect(() => readConfig(env)).toThrow(/^[^\n]+$/);
    },
  );

  it('stands in the README’s table whole, and nothing else does', async () => {
    const text = await readFile(readme, 'utf8');
    const inTable = text.match(/^\| *`[A-Z][A-Z_]+`/gm)?.map((cell) => cell.replaceAll(/[|` ]/g, ''));
    expect(inTable?.toSorted()).toEqual(environmentNames.toSorted());
  });
});
