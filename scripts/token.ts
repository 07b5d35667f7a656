import type { ApiToken } from '../bot/domain/api-token.ts';
import type { AuditEntry } from '../bot/domain/audit.ts';
import { StartError } from '../bot/errors.ts';
import type { Accounts, ApiTokenStore } from '../bot/store/port.ts';
import { newApiToken } from '../bot/web/agents/api-tokens.ts';
import { endWith } from './end-with.ts';
import { withAccounts } from './open-accounts.ts';
import { say } from './say.ts';
import { readTokenCommand, type TokenCommand } from './token/command.ts';

const dayMs = 24 * 60 * 60_000;

const entryOf = (act: AuditEntry['act'], id: string, details: AuditEntry['details']): AuditEntry => ({
  actor: 'command',
  act,
  subject: `token:${id}`,
  details,
});

/** Without the name of a program: that is free text. */
const ownerDetails = (owner: ApiToken['owner']): AuditEntry['details'] =>
  owner.kind === 'agent' ? { agent: owner.agentId } : { role: owner.role };

const ownerText = (owner: ApiToken['owner']): string =>
  owner.kind === 'agent' ? owner.agentId : `${owner.name} (${owner.role})`;

const create = async (
  { agents, tokens, audit }: Accounts,
  { owner, scopes, days }: Extract<TokenCommand, { verb: 'create' }>,
): Promise<void> => {
  if (owner.kind === 'agent' && !(await agents.findAgent(owner.agentId)))
    throw new StartError(`There is no agent ${owner.agentId}; see: npm run agent -- list`);
  const from = new Date();
  const until = new Date(from.getTime() + days * dayMs);
  const { token, secret } = newApiToken({ owner, scopes }, { from, until });
  await audit.record(
    entryOf('token-created', token.id, {
      ...ownerDetails(owner),
      scopes: scopes.join(','),
      until: token.expiresAt,
    }),
  );
  await tokens.createToken(token);
  say(`Created ${token.id} for ${ownerText(owner)}: ${scopes.join(', ')}; until ${token.expiresAt}`);
  say(`Token, shown only now: ${secret}`);
};

/** What takes a right away is done first, whether it can be recorded or not. */
const revoke = async ({ tokens, audit }: Accounts, id: string): Promise<void> => {
  if (!(await tokens.removeToken(id)))
    throw new StartError(`There is no token ${id}; see: npm run token -- list`);
  await audit
    .record(entryOf('token-revoked', id, {}))
    .finally(() => say(`Revoked ${id}; it is refused from the next request on`));
};

const list = async (tokens: ApiTokenStore): Promise<void> => {
  const all = (await tokens.listTokens()).toSorted((one, other) =>
    one.createdAt.localeCompare(other.createdAt),
  );
  for (const { id, owner, scopes, expiresAt, lastUsedAt } of all) {
    const ended = Date.parse(expiresAt) <= Date.now() ? 'ended' : 'until';
    say(
      [id, ownerText(owner), scopes.join(','), `${ended} ${expiresAt}`, `used ${lastUsedAt ?? 'never'}`].join(
        '\t',
      ),
    );
  }
  if (all.length === 0) process.stderr.write('There are no API tokens yet; see: npm run token -- create\n');
};

const run = (accounts: Accounts, command: TokenCommand): Promise<void> => {
  switch (command.verb) {
    case 'create':
      return create(accounts, command);
    case 'list':
      return list(accounts.tokens);
    case 'revoke':
      return revoke(accounts, command.id);
  }
};

/** `npm run token`: what programs get in with. Works while the server runs, which sees it at once. */
const main = async (): Promise<void> => {
  const command = readTokenCommand(process.argv.slice(2));
  await withAccounts((accounts) => run(accounts, command));
};

await main().catch(endWith);
