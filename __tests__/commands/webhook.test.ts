import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { openLowdbStores } from '../../bot/store/lowdb/open.ts';
import { openPostgresStores } from '../../bot/store/postgres/open.ts';
import type { Stores } from '../../bot/store/port.ts';
import { readCommand } from '../../scripts/webhook/command.ts';
import { startReceiver, type Receiver } from '../handoff/webhooks/receiver.ts';
import { temporaryFolder } from '../service/running.ts';
import { startPostgres, type TestServer } from '../store/postgres-server.ts';
import { after, changeWithDue, start } from '../store/synthetic-webhooks.ts';
import { newConversation, withMessage } from '../store/synthetic.ts';
import { runCommand } from './run.ts';

let postgres: TestServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const all = 'conversation.waiting,conversation.claimed,message,conversation.closed,survey';

interface Place {
  env: NodeJS.ProcessEnv;
  /** What a server of the same settings has open. */
  stores: Stores;
  dispose(): Promise<void>;
}

const onFolder = async (): Promise<Place> => {
  const data = await temporaryFolder();
  const stores = await openLowdbStores({ folder: data.path, report: () => {} });
  return { env: { MADOGUCHI_DATA: data.path }, stores, dispose: data.dispose };
};

const onDatabase = async (): Promise<Place> => {
  const url = await postgres.newDatabase();
  const stores = await openPostgresStores({ url, report: () => {} });
  return { env: { DATABASE_URL: url }, stores, dispose: async () => {} };
};

describe.each([
  ['a data folder', onFolder],
  ['a database', onDatabase],
])('the webhook command beside a server on %s', (_, openPlace) => {
  let place: Place;
  beforeEach(async () => {
    place = await openPlace();
  });
  afterEach(async () => {
    await place.stores.conversations.close();
    await place.dispose();
  });

  const run = (...args: string[]) => runCommand('webhook', args, { env: place.env });
  const added = async (...options: string[]): Promise<{ id: string; secret: string }> => {
    const { out } = await run('add', 'https://hooks.example.com/in', ...options);
    return {
      id: /we_[a-z0-9]+/.exec(out)?.[0] ?? '',
      secret: /shown only now: (whsec_\S+)\n/.exec(out)?.[1] ?? '',
    };
  };

  it('adds an endpoint that the server sees at once, shows its secret that once, and removes it', async () => {
    const { id, secret } = await added('--events', 'survey, message', '--with-text');
    const [seen] = await place.stores.endpoints.list();
    expect(seen).toMatchObject({ id, secret, events: ['message', 'survey'], withText: true, oldSecrets: [] });
    const listed = await run('list');
    expect(listed.out).toMatch(
      new RegExp(`^${id}\thttps://hooks\\.example\\.com/in\tmessage,survey\twith-text\t\\S+\tenabled\n$`),
    );
    expect(listed.out).not.toContain('whsec_');
    expect(await run('remove', id)).toEqual({
      code: 0,
      out: `Removed ${id}; what was not delivered to it is forgotten\n`,
      err: '',
    });
    expect(await place.stores.endpoints.list()).toEqual([]);
  });

  it('rotates a secret, after which both sign', async () => {
    const { id, secret } = await added();
    const { out } = await run('rotate', id);
    const next = /shown only now: (whsec_\S+)\n/.exec(out)?.[1];
    expect(out).toMatch(new RegExp(`^Rotated the secret of ${id}; the old one signs as well until 20`));
    const [seen] = await place.stores.endpoints.list();
    expect(seen).toMatchObject({ secret: next, oldSecrets: [{ secret }] });
    expect(next).not.toBe(secret);
  });

  it('enables an endpoint that was disabled', async () => {
    const { id } = await added();
    await place.stores.endpoints.change(id, (current) => ({ ...current, disabledAt: start.toISOString() }));
    expect((await run('list')).out).toContain(`\tdisabled ${start.toISOString()}\n`);
    expect((await run('enable', id)).out).toMatch(new RegExp(`^Enabled ${id}; `));
    expect((await run('list')).out).toContain('\tenabled\n');
  });

  it('shows what was not delivered, and has it tried again by the server', async () => {
    const { id } = await added();
    expect(await run('deliveries', id)).toEqual({ code: 0, out: '', err: 'All that was due is delivered\n' });
    await place.stores.conversations.create(newConversation('a'));
    await changeWithDue(place.stores, 'a', (current) => withMessage(withMessage(current, 'm1'), 'm2'), [id]);
    const { outbox } = place.stores;
    const first = await outbox.take({ endpointId: id, now: start, until: after(60) });
    if (!first) throw new Error('one is due');
    await outbox.note({ ...first, attempts: 9, nextAt: null, lastFailure: 'status-500' });

    const both = await run('deliveries', id);
    expect(both.out.split('\n')).toHaveLength(3);
    expect(both.out).not.toContain('発言');
    const { out } = await run('deliveries', id, '--failed');
    const { conversationId } = first.event.data;
    expect(out).toBe(`${first.id}\tmessage\t${conversationId}\t1\t9 failed\tstatus-500\tgiven up\n`);
    expect(await run('retry', first.id)).toEqual({
      code: 0,
      out: `${first.id} is tried again as soon as a server runs\n`,
      err: '',
    });
    const now = new Date();
    expect(await outbox.take({ endpointId: id, now, until: now })).toMatchObject({
      id: first.id,
      attempts: 0,
    });
  });
});

describe('the webhook command', () => {
  let place: Place;
  beforeAll(async () => {
    place = await onFolder();
  });
  afterAll(async () => {
    await place.stores.conversations.close();
    await place.dispose();
  });

  it.each([
    [['test', 'we_unknown0'], /^There is no endpoint we_unknown0; see: npm run webhook -- list\n$/],
    [['rotate', 'we_unknown0'], /^There is no endpoint we_unknown0/],
    [['enable', 'we_unknown0'], /^There is no endpoint we_unknown0/],
    [['remove', 'we_unknown0'], /^There is no endpoint we_unknown0/],
    [['deliveries', 'we_unknown0'], /^There is no endpoint we_unknown0/],
    [['retry', 'msg_unknown-unknown-unknown'], /^There is no delivery msg_unknown/],
    [
      ['add', 'http://hooks.example.com/'],
      /^The URL is not https; webhooks go to https and public addresses/,
    ],
    [['add', 'https://169.254.169.254/latest'], /^The URL names an address that is not public/],
  ])('refuses %j in one line', async (args, message) => {
    expect(await runCommand('webhook', args, { env: place.env })).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(message),
    });
  });
});

describe('a test', () => {
  let receiver: Receiver;
  let place: Place;
  beforeEach(async () => {
    place = await onFolder();
  });
  afterEach(async () => {
    await receiver.close();
    await place.stores.conversations.close();
    await place.dispose();
  });

  const run = (local: string, ...args: string[]) =>
    runCommand('webhook', args, { env: { ...place.env, MADOGUCHI_WEBHOOKS_LOCAL: local } });

  it('sends an event that the receiver can verify, and says what it made of it', async () => {
    let status = 204;
    receiver = await startReceiver((_got, _request, response) => void response.writeHead(status).end());
    const { out } = await run('on', 'add', receiver.url);
    const id = /we_[a-z0-9]+/.exec(out)?.[0] ?? '';
    const secret = /whsec_\S+/.exec(out)?.[0] ?? '';
    expect(await run('on', 'test', id)).toMatchObject({
      code: 0,
      out: expect.stringMatching(new RegExp(`^${id} took the test msg_`)),
    });
    const [got] = receiver.received;
    const headers = Object.fromEntries(
      Object.entries(got?.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
    expect(new Webhook(secret).verify(got?.body ?? '', headers)).toMatchObject({
      type: 'test',
      data: { endpointId: id },
    });
    status = 500;
    expect(await run('on', 'test', id)).toMatchObject({
      code: 1,
      err: `${id} did not take the test: status-500\n`,
    });
    // The setting is off again: what was added under it is not sent to.
    expect(await run('off', 'test', id)).toMatchObject({
      code: 1,
      err: `${id} did not take the test: url-refused\n`,
    });
  });

  it('of a folder’s secrets finds them readable by their owner alone', async () => {
    receiver = await startReceiver();
    await run('on', 'add', receiver.url);
    const { mode } = await stat(path.join(place.env.MADOGUCHI_DATA ?? '', 'webhooks.json'));
    expect(mode & 0o777).toBe(0o600);
  });
});

describe('the arguments of the webhook command', () => {
  it('are an action and what it is about; all events and no text unless asked for', () => {
    expect(readCommand(['add', 'https://hooks.example.com/'])).toEqual({
      verb: 'add',
      args: ['https://hooks.example.com/'],
      events: all.split(','),
      'with-text': false,
    });
    expect(readCommand(['deliveries', 'we_0123456789ab', '--failed'])).toMatchObject({ failed: true });
    expect(readCommand(['retry', 'msg_0123456789abcdef', 'msg_fedcba9876543210'])).toMatchObject({
      args: ['msg_0123456789abcdef', 'msg_fedcba9876543210'],
    });
  });

  it.each<[string[], string]>([
    [[], 'command needs to be add, list, test, rotate, enable, remove, deliveries or retry'],
    [['send'], 'command needs to be add, list'],
    [['add'], 'URL needs to be given, and one alone'],
    [['add', 'hooks.example.com'], 'URL needs to be a URL such as https://example.com/hook'],
    [['add', 'https://a.example/', 'https://b.example/'], 'URL needs to be given, and one alone'],
    [
      ['add', 'https://a.example/', '--events', 'message,closed'],
      '--events needs to be some of conversation.waiting',
    ],
    [['add', 'https://a.example/', '--events', ''], '--events needs to be some of'],
    [['add', 'https://a.example/', '--failed'], '--failed is for "deliveries" only'],
    [['list', 'we_0123456789ab'], 'command takes nothing for "list"'],
    [['rotate'], 'ID needs to be given, and one alone'],
    [['rotate', '../we_01234567'], 'ID needs to be as "list" shows it'],
    [['remove', 'we_0123456789ab', '--with-text'], '--with-text is for "add" only'],
    [['retry'], 'DELIVERY is missing; see: npm run webhook -- deliveries ID'],
    [['retry', '../../lock'], 'DELIVERY needs to be as "deliveries" shows it'],
    [['list', '--secret'], 'An option is unknown or lacks its value'],
  ])('are refused with the reason and the usage: %j', (args, reason) => {
    expect(() => readCommand(args)).toThrow(reason);
    expect(() => readCommand(args)).toThrow('usage: npm run webhook');
  });
});
