import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { runCommand, startCommand } from '../commands/run.ts';

describe('office', () => {
  const expected = {
    open: false,
    reason: 'weekend',
    until: '2026-11-24T10:00:00+09:00',
    opensAt: '2026-11-24T10:00:00+09:00',
    opensAtText: '11月24日(火)10:00',
  };

  it.each(['Pacific/Kiritimati', 'America/Los_Angeles'])(
    'says the same where the server’s time zone is %s',
    async (TZ) => {
      const { code, out } = await runCommand('office', ['--now', '2026-11-22T23:59:59'], { env: { TZ } });
      expect(code).toBe(0);
      expect(JSON.parse(out)).toEqual(expected);
    },
  );

  it.each([
    ['no time', ['--now', 'tomorrow']],
    ['an option nobody knows', ['--when', 'now']],
  ])('refuses %s in one line that says what to do', async (_what, args) => {
    const { code, out, err } = await runCommand('office', args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^[^\n]{20,}\n$/);
    expect(err).toMatch(/usage|write it/);
  });
});

describe('mask', () => {
  it('answers each line as it comes, before the input ends', async () => {
    const child = startCommand('mask');
    child.stdin.write('番号は123456789018です\n');
    const [first] = await once(child.stdout, 'data');
    expect(JSON.parse(String(first))).toEqual({
      text: '番号は〔マイナンバー〕です',
      found: [{ type: 'my-number', start: 3, end: 15 }],
    });
    child.stdin.end('\n電話\u202803-1234-5678\r\n最後');
    const rest = await text(child.stdout);
    expect(
      rest
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { text: '', found: [] },
      { text: '電話\u2028〔電話番号〕', found: [{ type: 'phone', start: 3, end: 15 }] },
      { text: '最後', found: [] },
    ]);
  });
});
