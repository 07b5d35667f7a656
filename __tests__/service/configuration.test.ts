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
    ['no key in production', { NODE_ENV: 'production' }, /^MADOGUCHI_IDENTITY_KEY is missing; set it to/],
    ['no key without the demo', { MADOGUCHI_DEMO: 'off' }, /^MADOGUCHI_IDENTITY_KEY is missing/],
    ['a short key', { MADOGUCHI_IDENTITY_KEY: 'k'.repeat(31) }, /too short for HS256; use at least 32/],
  ])('refuses %s in one line that names the variable and what to do', (_what, env, message) => {
    expect(() => readConfig(env)).toThrow(message);
    expect(() => readConfig(env)).toThrow(/^[^\n]+$/);
  });

  it('stands in the README’s table whole, and nothing else does', async () => {
    const text = await readFile(readme, 'utf8');
    const inTable = text.match(/^\| *`[A-Z][A-Z_]+`/gm)?.map((cell) => cell.replaceAll(/[|` ]/g, ''));
    expect(inTable?.toSorted()).toEqual(environmentNames.toSorted());
  });
});
