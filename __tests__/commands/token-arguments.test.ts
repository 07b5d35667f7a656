import { readTokenCommand } from '../../scripts/token/command.ts';

describe('the arguments of the token command', () => {
  it('are an account or a name, scopes and days, which are 90 unless given', () => {
    expect(readTokenCommand(['create', '--agent', 'sato', '--scopes', 'read,write,read'])).toEqual({
      verb: 'create',
      owner: { kind: 'agent', agentId: 'sato' },
      scopes: ['read', 'write'],
      days: 90,
    });
    const named = ['create', '--name', ' 集計 ', '--role', 'lead', '--scopes', 'audit', '--days', '7'];
    expect(readTokenCommand(named)).toEqual({
      verb: 'create',
      owner: { kind: 'program', name: '集計', role: 'lead' },
      scopes: ['audit'],
      days: 7,
    });
    expect(readTokenCommand(['list'])).toEqual({ verb: 'list' });
    expect(readTokenCommand(['revoke', 't-1f0c9a3e'])).toEqual({ verb: 'revoke', id: 't-1f0c9a3e' });
  });

  const ofSato = ['create', '--agent', 'sato'];
  const named = ['create', '--name', '集計', '--scopes'];
  it.each<[string[], string]>([
    [[], 'the command needs to be create, list or revoke'],
    [['create', '--scopes', 'read'], 'either --agent or --name is needed'],
    [[...ofSato, '--name', '集計', '--scopes', 'read'], 'either --agent or --name is needed'],
    [[...ofSato, '--role', 'lead', '--scopes', 'read'], '--role is for --name'],
    [ofSato, '--scopes needs some of read,write,audit'],
    [[...ofSato, '--scopes', 'read,all'], '--scopes needs some of read,write,audit'],
    [[...ofSato, '--scopes', 'read', '--days', '0'], '--days needs to be a whole number from 1 to 400'],
    [[...ofSato, '--scopes', 'read', '--days', '1e2'], '--days needs to be a whole number from 1 to 400'],
    [[...ofSato, '--scopes', 'read', 'x'], '"x" is too much'],
    [['create', '--agent', 'Sato', '--scopes', 'read'], '--agent needs the id of an account'],
    [['create', '--name', ' ', '--scopes', 'read'], '--name needs 1 to 50 characters'],
    [[...named, 'read', '--role', 'boss'], '--role needs to be agent, lead, editor, admin'],
    [[...named, 'audit'], 'the scope audit is of no use to the role agent'],
    [[...named, 'read', '--role', 'editor'], 'the scope read is of no use to the role editor'],
    [['list', '--days', '3'], '--days is for "create" only'],
    [['revoke'], 'ID is missing'],
    [['revoke', 'mdg_secret'], 'ID is missing, or not one such as t-1f0c9a3e'],
    [['create', '--token', 'x'], "Unknown option '--token'"],
  ])('are refused with the reason and the usage: %j', (args, reason) => {
    expect(() => readTokenCommand(args)).toThrow(reason);
    expect(() => readTokenCommand(args)).toThrow('usage: npm run token');
  });
});
