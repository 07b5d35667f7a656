import { Webhook } from 'standardwebhooks';
import { rotated, secretOf } from '../../../bot/handoff/webhooks/signature.ts';
import { withoutContent } from '../../../bot/domain/redaction.ts';
import { append } from '../../../bot/domain/conversation.ts';
import { storageDamaged, storageUnavailable } from '../../../bot/store/storage-errors.ts';
import { newEndpoint, start } from '../../store/synthetic-webhooks.ts';
import { idOf } from '../../store/synthetic.ts';
import { delivered, failed, openScene } from './scene.ts';

const endpoint = newEndpoint();
const threeDays = 3 * 24 * 3_600;
const minute = 60;

let scene: ReturnType<typeof openScene>;
beforeEach(async () => {
  scene = openScene();
  for (const name of ['a', 'b']) await scene.open(name);
  await scene.add(endpoint);
});
afterEach(() => {
  expect(scene.reported).toEqual([]);
});

const nothing = (): void => {};

/** A promise that the test lets go. */
const pendingPromise = (): { promise: Promise<void>; resolve: () => void } => {
  let letGo = nothing;
  const promise = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  return { promise, resolve: () => letGo() };
};

const seqs = () => scene.attempts.map(({ body }) => body.data.seq);
const pending = async () => (await scene.stores.outbox.backlog()).get(endpoint.id) ?? 0;
const givenUp = () => scene.stores.outbox.list({ endpointId: endpoint.id, failed: true, limit: 100 });

describe('a webhook', () => {
  it('is sent once to each endpoint that wants to hear of it', async () => {
    const other = newEndpoint('other', { events: ['survey'] });
    const third = newEndpoint('third', { events: ['message'], url: 'https://third.example.com/' });
    await scene.add(other, third);
    await scene.write('a', 'm1');
    await scene.look();
    await scene.look();
    expect(scene.attempts.map(({ url }) => url).toSorted()).toEqual([endpoint.url, third.url]);
    expect(new Set(scene.attempts.map(({ id }) => id)).size).toBe(2);
    expect(await pending()).toBe(0);
    expect(scene.told.map(([what]) => what)).toEqual(['delivered', 'delivered']);
  });

  it('is not even made due where nobody wants to hear of it', async () => {
    await scene.stores.endpoints.change(endpoint.id, (current) => ({ ...current, events: ['survey'] }));
    await scene.endpoints.look();
    await scene.write('a', 'm1');
    await scene.stores.endpoints.remove(endpoint.id);
    await scene.endpoints.look();
    await scene.write('a', 'm2');
    expect(await scene.stores.outbox.backlog()).toEqual(new Map());
  });

  it('holds what was written for those alone who ask for it', async () => {
    const asking = newEndpoint('asking', { withText: true, url: 'https://asking.example.com/' });
    await scene.add(asking);
    await scene.write('a', 'm1');
    await scene.look();
    const bodyOf = (url: string) => scene.attempts.find((attempt) => attempt.url === url)?.body;
    expect(bodyOf(asking.url)?.data).toMatchObject({ seq: 1, from: 'customer', text: '発言 m1' });
    expect(JSON.stringify(bodyOf(endpoint.url))).not.toContain('発言');
    expect(Object.keys(bodyOf(endpoint.url)?.data ?? {})).not.toContain('text');
  });

  it('does not hold what staff removed before it went out, nor goes out when the conversation is gone', async () => {
    scene = openScene();
    await scene.open('a');
    await scene.add(newEndpoint('one', { withText: true }));
    await scene.write('a', 'm1');
    await scene.change('a', (current) =>
      append(withoutContent(current, 1), start, [
        { type: 'redacted', on: 1, rule: 'personal-data', agentId: 'sato' },
      ]),
    );
    await scene.look();
    expect(scene.attempts[0]?.body.data.text).toBeNull();

    await scene.write('a', 'm2');
    scene.stores.conversations.load = async () => null;
    await scene.look();
    expect(scene.attempts).toHaveLength(1);
    expect(await pending()).toBe(0);
  });

  it('is not sent when its conversation was forgotten', async () => {
    await scene.write('a', 'm1');
    await scene.write('b', 'm1');
    expect(await scene.stores.outbox.forgetConversation(idOf('a'))).toBe(1);
    await scene.look();
    expect(scene.attempts.map(({ body }) => body.data.conversationId)).toEqual([idOf('b')]);
  });
});

describe('a receiver that fails', () => {
  it('gets the same webhook under the same id for three days, signed anew each time, then no more', async () => {
    scene.answer(() => failed());
    await scene.write('a', 'm1');
    await scene.look();
    await scene.pass(threeDays + 3_600, 5);
    const minutes = scene.attempts.map(({ at }) => Math.round(at / 60_000));
    expect(minutes).toEqual([0, 0, 5, 35, 155, 455, 1_055, 1_895, 3_095, 4_320]);
    expect(new Set(scene.attempts.map(({ id }) => id)).size).toBe(1);
    const stamps = scene.attempts.map(({ headers }) => headers['webhook-timestamp']);
    expect(new Set(stamps).size).toBe(scene.attempts.length);
    expect(await pending()).toBe(0);
    expect(await givenUp()).toMatchObject([{ attempts: 10, nextAt: null, lastFailure: 'status-500' }]);
    expect(scene.told.map(([what]) => what)).toEqual(['turned', ...Array(9).fill('failed'), 'gaveUp']);
  });

  it('is told of once, and once more when it takes webhooks again', async () => {
    scene.answer(() => failed());
    await scene.write('a', 'm1');
    await scene.pass(10 * minute, 5);
    scene.answer(() => delivered);
    await scene.pass(40 * minute, 5);
    expect(scene.told.filter(([what]) => what === 'turned')).toEqual([
      ['turned', endpoint.id, true],
      ['turned', endpoint.id, false],
    ]);
    expect(await pending()).toBe(0);
  });

  it('gets the webhooks of one conversation in order all the same, and those of another meanwhile', async () => {
    scene.answer(({ body }) =>
      body.data.conversationId === idOf('a') && scene.attempts.length < 4 ? failed() : delivered,
    );
    await scene.write('a', 'm1', 'm2');
    await scene.write('b', 'm1');
    await scene.write('a', 'm3');
    await scene.pass(36 * minute, 5);
    const order = (name: string) =>
      scene.attempts
        .filter(({ body }) => body.data.conversationId === idOf(name))
        .map(({ body }) => body.data.seq);
    expect(order('a')).toEqual([1, 1, 1, 2, 3]);
    expect(order('b')).toEqual([1]);
    expect(scene.attempts.findIndex(({ body }) => body.data.conversationId === idOf('b'))).toBeLessThan(2);
  });

  it('of a webhook that it never takes gets those behind it after three days', async () => {
    scene.answer(({ body }) => (body.data.seq === 1 ? failed('status-400') : delivered));
    await scene.write('a', 'm1', 'm2');
    await scene.pass(threeDays + minute, 30);
    expect(seqs().at(-1)).toBe(2);
    expect(await givenUp()).toHaveLength(1);
    expect(await pending()).toBe(0);
  });

  it('is left alone as long as it asks for', async () => {
    scene.answer(() => (scene.attempts.length === 1 ? failed('status-429', 600_000) : delivered));
    await scene.write('a', 'm1');
    await scene.look();
    await scene.pass(15 * minute, 5);
    expect(scene.attempts.map(({ at }) => at)).toEqual([0, 600_000]);
  });

  it('and hangs holds up no other endpoint, and takes no more than four at once', async () => {
    const other = newEndpoint('other', { url: 'https://other.example.com/' });
    await scene.add(other);
    const { promise: hanging, resolve: letGo } = pendingPromise();
    scene.answer(async ({ url }) => {
      if (url === endpoint.url) await hanging;
      return delivered;
    });
    for (let count = 0; count < 6; count += 1) {
      await scene.open(`hang${count}`);
      await scene.write(`hang${count}`, 'm1');
    }
    await scene.courier.look();
    while (scene.attempts.filter(({ url }) => url === other.url).length < 6) await scene.courier.look();
    expect(scene.attempts.filter(({ url }) => url === endpoint.url)).toHaveLength(4);
    letGo();
    await scene.courier.settled();
    expect(scene.attempts.filter(({ url }) => url === endpoint.url)).toHaveLength(6);
  });

  it('can be asked for again what was given up, for another three days', async () => {
    scene.answer(() => failed());
    await scene.write('a', 'm1');
    await scene.pass(threeDays + minute, 30);
    const [lost] = await givenUp();
    scene.answer(() => delivered);
    const asked = new Date(start.getTime() + (threeDays + minute) * 1_000);
    expect(await scene.stores.outbox.retry(lost?.id ?? '', asked)).toBe(true);
    await scene.look();
    expect(scene.attempts.at(-1)?.id).toBe(lost?.id);
    expect(await givenUp()).toEqual([]);
  });

  it('is forgotten what it did not take a month after', async () => {
    scene.answer(() => failed());
    await scene.write('a', 'm1');
    await scene.pass(threeDays + minute, 30);
    await scene.courier.tidy();
    expect(await givenUp()).toHaveLength(1);
    await scene.pass(27 * 24 * 3_600, 24 * 3_600);
    await scene.courier.tidy();
    expect(await givenUp()).toEqual([]);
  });
});

describe('a receiver that answers 410 Gone', () => {
  beforeEach(async () => {
    scene.answer(() => ({ outcome: 'gone' }));
    await scene.write('a', 'm1', 'm2');
    await scene.write('b', 'm1');
    await scene.look();
  });

  it('is disabled, told of, and sent nothing more', async () => {
    expect((await scene.stores.endpoints.list())[0]?.disabledAt).not.toBeNull();
    expect(scene.told.filter(([what]) => what === 'disabled')).toHaveLength(1);
    const before = scene.attempts.length;
    await scene.write('a', 'm3');
    await scene.pass(3_600, 60);
    expect(scene.attempts).toHaveLength(before);
    expect(await pending()).toBe(0);
    expect(await givenUp()).toHaveLength(3);
    expect((await givenUp()).every(({ lastFailure }) => lastFailure === 'gone')).toBe(true);
  });

  it('is sent what comes, and what is asked for again, once an operator has enabled it', async () => {
    scene.answer(() => delivered);
    await scene.stores.endpoints.change(endpoint.id, (current) => ({ ...current, disabledAt: null }));
    for (const { id } of await givenUp()) await scene.stores.outbox.retry(id, start);
    await scene.endpoints.look();
    await scene.write('b', 'm2');
    await scene.look();
    expect(await pending()).toBe(0);
    expect(await givenUp()).toEqual([]);
  });

  it('has what another instance made due in the same moment given up, too', async () => {
    const late = openScene(scene.stores);
    await late.add();
    Object.defineProperty(late.endpoints, 'enabled', { get: () => [endpoint] });
    await late.write('b', 'late');
    expect(await pending()).toBe(1);
    await scene.courier.tidy();
    expect(await pending()).toBe(0);
  });
});

it('an endpoint that is disabled while endpoints are being read stays disabled', async () => {
  const list = scene.stores.endpoints.list.bind(scene.stores.endpoints);
  const slow = pendingPromise();
  scene.stores.endpoints.list = async () => {
    const before = await list();
    await slow.promise;
    return before;
  };
  const looking = scene.endpoints.look();
  await Promise.resolve();
  await scene.endpoints.disable(endpoint.id, start);
  await new Promise((resolve) => setImmediate(resolve));
  slow.resolve();
  await looking;
  expect(scene.endpoints.enabled).toEqual([]);
});

describe('what an operator changes', () => {
  it('holds from the next look on: another secret, another address, a removal', async () => {
    const secret = secretOf(Buffer.alloc(32, 'next'));
    await scene.stores.endpoints.change(endpoint.id, (current) => ({
      ...rotated(current, secret, start),
      url: 'https://moved.example.com/',
    }));
    await scene.write('a', 'm1');
    await scene.look();
    const [attempt] = scene.attempts;
    expect(attempt?.url).toBe('https://moved.example.com/');
    const at = new Date(Number(attempt?.headers['webhook-timestamp']) * 1_000);
    const made = (each: string) =>
      new Webhook(each).sign(attempt?.id ?? '', at, JSON.stringify(attempt?.body));
    expect(attempt?.headers['webhook-signature']).toBe(`${made(secret)} ${made(endpoint.secret)}`);

    await scene.stores.endpoints.remove(endpoint.id);
    await scene.write('a', 'm2');
    await scene.look();
    expect(scene.attempts).toHaveLength(1);
    await scene.courier.tidy();
    expect(await pending()).toBe(0);
  });
});

describe('the end of the program', () => {
  it('waits for what is under way, begins nothing new, and leaves the rest to the next', async () => {
    await scene.write('a', 'm1', 'm2');
    let stopping: Promise<void> | null = null;
    scene.answer(() => {
      stopping = scene.courier.stop();
      return delivered;
    });
    await scene.look();
    await stopping;
    expect(seqs()).toEqual([1]);
    expect(await pending()).toBe(1);
    const next = openScene(scene.stores);
    await next.look();
    expect(next.attempts.map(({ body }) => body.data.seq)).toEqual([2]);
  });

  it('that cuts an attempt off counts it as none, and the next sends it at once under the same id', async () => {
    await scene.write('a', 'm1');
    let stopping: Promise<void> | null = null;
    scene.answer(() => {
      stopping = scene.courier.stop();
      return { outcome: 'cut-off' };
    });
    await scene.look();
    await stopping;
    const next = openScene(scene.stores);
    await next.look();
    expect(next.attempts.map(({ id }) => id)).toEqual([scene.attempts[0]?.id]);
    expect(next.told).toMatchObject([['delivered', { attempts: 0 }]]);
  });

  it('without a good-bye leaves what was under way to the next when its time is over', async () => {
    await scene.write('a', 'm1');
    scene.answer(() => new Promise(() => {}));
    void scene.courier.look();
    while (scene.attempts.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const next = openScene(scene.stores);
    await next.pass(minute - 1);
    expect(next.attempts).toEqual([]);
    await next.pass(1);
    expect(next.attempts.map(({ id }) => id)).toEqual([scene.attempts[0]?.id]);
  });
});

describe('a store that fails', () => {
  it('is told of once, and what is due goes out when it is back', async () => {
    await scene.write('a', 'm1');
    const { endpoints } = scene.stores;
    const list = endpoints.list.bind(endpoints);
    endpoints.list = async () => {
      throw storageUnavailable('away');
    };
    await scene.pass(10, 1);
    expect(scene.attempts).toEqual([]);
    endpoints.list = list;
    await scene.pass(1);
    expect(scene.attempts).toHaveLength(1);
    expect(scene.reported.splice(0)).toMatchObject([{ code: 'storage-unavailable' }]);
  });

  it('after a delivery lets it go out once more, under the same id', async () => {
    await scene.write('a', 'm1');
    const { outbox } = scene.stores;
    const remove = outbox.remove.bind(outbox);
    outbox.remove = async () => {
      throw storageUnavailable('away');
    };
    await scene.look();
    outbox.remove = remove;
    await scene.pass(minute);
    expect(new Set(scene.attempts.map(({ id }) => id)).size).toBe(1);
    expect(scene.attempts).toHaveLength(2);
    expect(await pending()).toBe(0);
    expect(scene.reported.splice(0)).toHaveLength(1);
  });

  it('on the text of one conversation lets its webhooks end like any that fail', async () => {
    await scene.stores.endpoints.change(endpoint.id, (current) => ({ ...current, withText: true }));
    await scene.write('a', 'm1');
    scene.stores.conversations.load = async () => {
      throw storageDamaged('conversations/a.json', 'it is not JSON');
    };
    await scene.pass(threeDays + minute, 30);
    expect(scene.attempts).toEqual([]);
    expect(await givenUp()).toMatchObject([{ lastFailure: 'storage-damaged' }]);
  });
});
