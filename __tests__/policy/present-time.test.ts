import { presentTime } from '../../scripts/present-time.ts';

const at = (option: string | undefined, environment: NodeJS.ProcessEnv = {}): string =>
  presentTime(option, environment).toISOString();

describe('the time a command answers for', () => {
  it.each([
    ['with an offset', '2026-11-24T10:00:00+09:00', '2026-11-24T01:00:00.000Z'],
    ['in UTC', '2026-11-24T01:00:00Z', '2026-11-24T01:00:00.000Z'],
    ['without an offset, as Japan’s', '2026-11-24T10:00', '2026-11-24T01:00:00.000Z'],
  ])('%s', (_what, option, expected) => {
    expect(at(option)).toBe(expected);
    expect(at(undefined, { MADOGUCHI_NOW: option })).toBe(expected);
  });

  it('--now wins over MADOGUCHI_NOW', () => {
    expect(at('2026-11-24T01:00:00Z', { MADOGUCHI_NOW: '2030-01-01T00:00:00Z' })).toBe(
      '2026-11-24T01:00:00.000Z',
    );
  });

  it.each(['tomorrow', '', '2026-11-24', '2026-02-30T10:00:00+09:00', '2026-11-24T25:00:00Z'])(
    'refuses %j and says how to write it',
    (option) => {
      expect(() => at(option)).toThrow(/^--now: .* write it in ISO 8601, such as /);
    },
  );

  it('refuses MADOGUCHI_NOW in production, but not --now', () => {
    const production = { NODE_ENV: 'production', MADOGUCHI_NOW: '2026-11-24T01:00:00Z' };
    expect(() => at(undefined, production)).toThrow('unset it');
    expect(at('2026-11-24T01:00:00Z', production)).toBe('2026-11-24T01:00:00.000Z');
  });
});
