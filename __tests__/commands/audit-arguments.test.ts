import { readAuditCommand } from '../../scripts/audit/command.ts';

const hash = 'ab'.repeat(32);

describe('the arguments of the audit command', () => {
  it('are heads for verify, and what is looked for for list', () => {
    expect(readAuditCommand(['verify'])).toEqual({ verb: 'verify', anchors: [] });
    expect(readAuditCommand(['verify', '--head', `12:${hash}`])).toEqual({
      verb: 'verify',
      anchors: [{ number: 12, hash }],
    });
    const filters = [
      '--since',
      '2026-11-24T00:00:00+09:00',
      '--actor',
      'sato',
      '--act',
      'claim',
      '--act',
      'close',
    ];
    expect(readAuditCommand(['list', ...filters, '--subject', 'agent:sato', '--json'])).toEqual({
      verb: 'list',
      search: {
        since: new Date('2026-11-23T15:00:00Z'),
        actor: 'agent:sato',
        acts: ['claim', 'close'],
        subject: 'agent:sato',
        before: null,
        limit: 100,
      },
      json: true,
    });
    expect(readAuditCommand(['list', '--since', '2026-11-24'])).toMatchObject({
      search: { since: new Date('2026-11-23T15:00:00Z') },
    });
    expect(readAuditCommand(['list', '--actor', 'command'])).toMatchObject({ search: { actor: 'command' } });
  });

  it.each<[string[], string]>([
    [[], 'the command needs to be verify or list'],
    [['verify', 'list'], '"list" is too much'],
    [['verify', '--head', '12'], '--head needs to be NUMBER:HASH'],
    [['verify', '--json'], '--json is for "list" only'],
    [['list', '--head', `12:${hash}`], '--head is for "verify" only'],
    [['list', '--since', 'yesterday'], '--since needs to be a day or an instant'],
    [['list', '--actor', '佐藤'], '--actor needs to be an id'],
    [['list', '--act', 'Claim!'], '--act needs to be one of claim'],
    [['list', '--subject', 'sato'], '--subject needs to be a kind and an id'],
    [['list', '--limit', '0'], '--limit needs to be 1 to 1000000'],
    [['list', '--all'], "Unknown option '--all'"],
  ])('are refused with the reason and the usage: %j', (args, reason) => {
    expect(() => readAuditCommand(args)).toThrow(reason);
    expect(() => readAuditCommand(args)).toThrow('usage: npm run audit');
  });
});
