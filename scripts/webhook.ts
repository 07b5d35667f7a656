import { randomBytes } from 'node:crypto';
import type { Delivery, WebhookEndpoint } from '../bot/domain/webhook.ts';
import { StartError } from '../bot/errors.ts';
import { localNames, publicNames } from '../bot/handoff/webhooks/resolve.ts';
import { createSend } from '../bot/handoff/webhooks/send.ts';
import { rotated, secretBytes, secretOf, signedRequest } from '../bot/handoff/webhooks/signature.ts';
import { refusedTarget } from '../bot/handoff/webhooks/target.ts';
import { openLowdbWebhooks } from '../bot/store/lowdb/open.ts';
import type { Deliveries, WebhookEndpoints } from '../bot/store/port.ts';
import { openPostgresWebhooks } from '../bot/store/postgres/open.ts';
import { endWith } from './end-with.ts';
import { recordCommand } from './record.ts';
import { serverFolder } from './server-folder.ts';
import { readCommand, type WebhookCommand } from './webhook/command.ts';

interface Opened {
  endpoints: WebhookEndpoints;
  deliveries: Deliveries;
}

type CommandOf<Verb extends WebhookCommand['verb']> = Extract<WebhookCommand, { verb: Verb }>;

/** The most deliveries that are listed; who has more to look at looks at a part. */
const mostListed = 1_000;

const endpointIdBytes = 6;

const local = process.env.MADOGUCHI_WEBHOOKS_LOCAL === 'on';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const hint = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const unknownEndpoint = (id: string): StartError =>
  new StartError(`There is no endpoint ${id}; see: npm run webhook -- list`);

const newSecret = (): string => secretOf(randomBytes(secretBytes));

const add = async ({ endpoints }: Opened, command: CommandOf<'add'>): Promise<void> => {
  const [url] = command.args;
  const refused = refusedTarget(new URL(url), local);
  if (refused !== null)
    throw new StartError(
      `The URL ${refused}; webhooks go to https and public addresses (in development: MADOGUCHI_WEBHOOKS_LOCAL=on)`,
    );
  const endpoint: WebhookEndpoint = {
    id: `we_${randomBytes(endpointIdBytes).toString('hex')}`,
    url,
    events: command.events,
    withText: command['with-text'],
    secret: newSecret(),
    oldSecrets: [],
    createdAt: new Date().toISOString(),
    disabledAt: null,
  };
  await endpoints.add(endpoint);
  say(`Added ${endpoint.id} (${url}; ${endpoint.events.join(', ')})`);
  say(`Secret, shown only now: ${endpoint.secret}`);
  hint(`Try it: npm run webhook -- test ${endpoint.id}`);
};

const list = async ({ endpoints }: Opened): Promise<void> => {
  const all = await endpoints.list();
  for (const { id, url, events, withText, createdAt, disabledAt } of all)
    say(
      [
        id,
        url,
        events.join(','),
        withText ? 'with-text' : 'without-text',
        createdAt,
        disabledAt === null ? 'enabled' : `disabled ${disabledAt}`,
      ].join('\t'),
    );
  if (all.length === 0) hint('There are no endpoints yet; see: npm run webhook -- add');
};

const rotate = async ({ endpoints }: Opened, id: string): Promise<void> => {
  const changed = await endpoints.change(id, (endpoint) => rotated(endpoint, newSecret(), new Date()));
  if (!changed) throw unknownEndpoint(id);
  say(`Rotated the secret of ${id}; the old one signs as well until ${changed.oldSecrets[0]?.until}`);
  say(`Secret, shown only now: ${changed.secret}`);
};

const enable = async ({ endpoints }: Opened, id: string): Promise<void> => {
  const changed = await endpoints.change(id, (endpoint) => ({ ...endpoint, disabledAt: null }));
  if (!changed) throw unknownEndpoint(id);
  say(`Enabled ${id}; what was given up is listed by: npm run webhook -- deliveries ${id} --failed`);
};

const remove = async ({ endpoints }: Opened, id: string): Promise<void> => {
  if (!(await endpoints.remove(id))) throw unknownEndpoint(id);
  say(`Removed ${id}; what was not delivered to it is forgotten`);
};

/** Sends one event of the type `test` from here, to see at once what the receiver makes of it. */
const test = async ({ endpoints }: Opened, id: string): Promise<void> => {
  const endpoint = (await endpoints.list()).find((each) => each.id === id);
  if (!endpoint) throw unknownEndpoint(id);
  const at = new Date();
  const body = JSON.stringify({ type: 'test', timestamp: at.toISOString(), data: { endpointId: id } });
  const messageId = `msg_${randomBytes(secretBytes).toString('base64url')}`;
  const send = createSend({ local, resolve: local ? localNames : publicNames, now: () => new Date() });
  const sent = await send({
    ...signedRequest(endpoint, { id: messageId, at, body }),
    signal: new AbortController().signal,
  });
  if (sent.outcome !== 'delivered')
    throw new StartError(
      `${id} did not take the test: ${sent.outcome === 'failed' ? sent.reason : sent.outcome}`,
    );
  say(`${id} took the test ${messageId}`);
};

const line = ({ id, event, attempts, nextAt, lastFailure }: Delivery): string =>
  [
    id,
    event.type,
    event.data.conversationId,
    event.data.seq,
    `${attempts} failed`,
    lastFailure ?? '-',
    nextAt === null ? 'given up' : `next ${nextAt}`,
  ].join('\t');

const showDeliveries = async (
  { endpoints, deliveries }: Opened,
  { args: [endpointId], failed }: CommandOf<'deliveries'>,
): Promise<void> => {
  if (!(await endpoints.list()).some(({ id }) => id === endpointId)) throw unknownEndpoint(endpointId);
  const found = await deliveries.list({ endpointId, failed, limit: mostListed });
  for (const delivery of found) say(line(delivery));
  if (found.length === 0) hint(failed ? 'None was given up' : 'All that was due is delivered');
  if (found.length === mostListed) hint(`There may be more than these ${mostListed}`);
};

const retry = async ({ deliveries }: Opened, ids: string[]): Promise<void> => {
  for (const id of ids) {
    if (!(await deliveries.retry(id, new Date())))
      throw new StartError(`There is no delivery ${id}; it may be delivered, or forgotten`);
    say(`${id} is tried again as soon as a server runs`);
  }
};

const run = (opened: Opened, command: WebhookCommand): Promise<void> => {
  switch (command.verb) {
    case 'add':
      return add(opened, command);
    case 'list':
      return list(opened);
    case 'test':
      return test(opened, command.args[0]);
    case 'rotate':
      return rotate(opened, command.args[0]);
    case 'enable':
      return enable(opened, command.args[0]);
    case 'remove':
      return remove(opened, command.args[0]);
    case 'deliveries':
      return showDeliveries(opened, command);
    case 'retry':
      return retry(opened, command.args);
  }
};

/** The store that the server of the same settings uses (README.md, "Configuration"). */
const open = async (): Promise<Opened & { close: () => Promise<void> }> => {
  if (process.env.DATABASE_URL) return openPostgresWebhooks(process.env.DATABASE_URL);
  return { ...(await openLowdbWebhooks(await serverFolder())), close: async () => {} };
};

/** Who else is told of the desk is what an auditor asks; the others only look, or send what was due. */
const changesEndpoints: ReadonlySet<WebhookCommand['verb']> = new Set(['add', 'rotate', 'enable', 'remove']);

/** `npm run webhook`: which programs are told of what happens. Works while the server runs, which sees it within a second. */
const main = async (): Promise<void> => {
  const command = readCommand(process.argv.slice(2));
  const opened = await open();
  await run(opened, command).finally(opened.close);
  if (changesEndpoints.has(command.verb))
    await recordCommand('endpoint-changed', { details: { verb: command.verb } });
};

await main().catch(endWith);
